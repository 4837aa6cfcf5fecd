// title: Everything in one paragraph
// question: Which statements does the report make in one paragraph or footnote?
// parameters:
//   paragraph: {type: paragraph, description: "Paragraph or footnote, such as 43, para. 43 or footnote 9", default: para. 43, choices: "MATCH ()-[r]->() WHERE 'un_sg_report_2014' IN r.sources AND type(r) <> 'STANDING' UNWIND range(0, size(r.sources) - 1) AS i WITH r, i WHERE r.sources[i] = 'un_sg_report_2014' RETURN DISTINCT r.locators[i] AS paragraph ORDER BY split(paragraph, ' ')[0] DESC, toInteger(split(paragraph, ' ')[1])"}
// columns:
//   from: Who or what
//   from_name: Its name
//   relationship: Kind of statement
//   to: About what
//   to_name: Its name
//   status: Status, role or form, as the report gives it
//   detail: Particulars
//   note: Note
// denominator:
//   of: statements of the report
//   cypher: "MATCH ()-[r]->() WHERE 'un_sg_report_2014' IN r.sources AND type(r) <> 'STANDING' RETURN count(r) AS n"
MATCH (a)-[r]->(b)
WHERE 'un_sg_report_2014' IN r.sources AND type(r) <> 'STANDING'
UNWIND [i IN range(0, size(r.sources) - 1) WHERE r.sources[i] = 'un_sg_report_2014' AND r.locators[i] = $paragraph] AS i
RETURN a.id AS from, coalesce(a.name, a.title) AS from_name, type(r) AS relationship, b.id AS to,
  coalesce(b.name, b.title) AS to_name,
  CASE type(r) WHEN 'PARTY_TO' THEN 'party, as it reported'
    ELSE coalesce(r.status, r.role, r.reply, r.form, r.activity) END AS status,
  r.detail AS detail, CASE WHEN r.notes IS NULL OR r.notes[i] = '' THEN null ELSE r.notes[i] END AS note
ORDER BY relationship, from, to;
