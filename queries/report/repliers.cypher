// title: Who replied to the call for information
// question: Which States and UN entities replied to the report's call for information, under which heading, and in how many of its lists do they stand?
// columns:
//   id: Who replied
//   name: Its name
//   kind: State or UNEntity
//   reply: "for_this_report, late_for_previous_report, or both: counted under both headings"
//   lists: Lists of the report it stands in
//   locators: Where the reply stands
// denominator:
//   of: replies counted once each
//   cypher: "MATCH (x)-[:REPLIED_TO]->(:Document) RETURN count(DISTINCT x) AS n"
MATCH (x)-[r:REPLIED_TO]->(:Document)
OPTIONAL MATCH (x)-[:REPORTED|ACTIVE_IN|SUPPORTS]->(m:Measure)
RETURN x.id AS id, x.name AS name, CASE WHEN x:State THEN 'State' ELSE 'UNEntity' END AS kind, r.reply AS reply,
  count(DISTINCT m) AS lists, r.locators AS locators
ORDER BY kind, name;
