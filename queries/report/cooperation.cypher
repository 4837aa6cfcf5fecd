// title: Cooperation the report speaks of
// question: Who reported cooperating with whom; and where the counterpart is not named, what does the report say of it?
// columns:
//   from: Who
//   from_name: Its name
//   with: With whom; a Group where the counterpart is not named
//   with_name: Its name
//   named: Whether the counterpart is named
//   size: How many the unnamed counterpart counts, where the report says
//   form: Form of cooperation
//   locators: Where
//   notes: Notes
// denominator:
//   of: statements of cooperation
//   cypher: "MATCH ()-[r:COOPERATES_WITH]->() WHERE 'un_sg_report_2014' IN r.sources RETURN count(r) AS n"
MATCH (a)-[r:COOPERATES_WITH]->(b)
WHERE 'un_sg_report_2014' IN r.sources
RETURN a.id AS from, a.name AS from_name, b.id AS with, b.name AS with_name, NOT b:Group AS named, b.size AS size,
  r.form AS form,
  [i IN range(0, size(r.sources) - 1) WHERE r.sources[i] = 'un_sg_report_2014' | r.locators[i]] AS locators,
  [y IN coalesce(r.notes, []) WHERE y <> ''] AS notes
ORDER BY with, from;
