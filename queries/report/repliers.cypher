// title: Who replied to the call for information
// question: Which States and UN entities replied to the report's call for information, under which heading, and in how many of its lists do they stand?
// columns:
//   id: Who replied
//   name: Its name
//   kind: State or UNEntity
//   reply: "for_this_report, late_for_previous_report, or both: counted under both headings"
//   lists: Lists of the report it stands in, whatever the status
//   in_place: "How many of these are measures it has in place; of a UN entity, or is at work on"
//   otherwise: The others, and the status of each; limits and conditions among them
//   locators: Where the reply stands
// denominator:
//   of: replies counted once each
//   cypher: "MATCH (x)-[:REPLIED_TO]->(:Document) RETURN count(DISTINCT x) AS n"
MATCH (x)-[a:REPLIED_TO]->(:Document)
OPTIONAL MATCH (x)-[r:REPORTED|ACTIVE_IN|SUPPORTS]->(m:Measure)
WITH x, a, m, coalesce(r.status, 'in_place') AS status ORDER BY m.id, status
WITH x, a, count(DISTINCT m) AS lists,
  count(DISTINCT CASE WHEN status = 'in_place' AND m.nature = 'measure' THEN m.id END) AS in_place,
  [y IN collect(DISTINCT CASE WHEN status <> 'in_place' THEN m.id + ': ' + status
    WHEN m.nature <> 'measure' THEN m.id + ': ' + m.nature END) WHERE y IS NOT NULL] AS otherwise
RETURN x.id AS id, x.name AS name, CASE WHEN x:State THEN 'State' ELSE 'UNEntity' END AS kind, a.reply AS reply,
  lists, in_place, otherwise, a.locators AS locators
ORDER BY kind, name;
