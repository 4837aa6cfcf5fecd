// title: Everything in one paragraph
// question: Which statements does the report make in one paragraph or footnote?
// parameters:
//   paragraph: {type: string, description: "Paragraph or footnote, such as para. 43 or footnote 9", default: para. 43}
// columns:
//   from: Who or what
//   from_name: Its name
//   relationship: Kind of statement
//   to: About what
//   to_name: Its name
//   status: Status, role or form
//   detail: Particulars
//   notes: Notes
// denominator:
//   of: statements of the report
//   cypher: "MATCH ()-[r]->() WHERE 'un_sg_report_2014' IN r.sources RETURN count(r) AS n"
MATCH (a)-[r]->(b)
WHERE 'un_sg_report_2014' IN r.sources
  AND any(i IN range(0, size(r.sources) - 1) WHERE r.sources[i] = 'un_sg_report_2014' AND r.locators[i] = $paragraph)
RETURN a.id AS from, coalesce(a.name, a.title) AS from_name, type(r) AS relationship, b.id AS to,
  coalesce(b.name, b.title) AS to_name, coalesce(r.status, r.action, r.role, r.reply, r.form, r.activity) AS status,
  r.detail AS detail, coalesce(r.notes, []) AS notes
ORDER BY relationship, from, to;
