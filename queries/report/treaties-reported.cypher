// title: Treaties the report names, and who reported being party
// question: Which treaties does the report name, where, who reported being party, and which lists are about it? A list with and/or limbs is about no treaty, as it says party of none.
// columns:
//   id: Treaty
//   name: Its name
//   named_in: Where the report names it
//   parties: States the report says are party as they reported
//   lists: Lists of States that are about it
// denominator:
//   of: treaties the report names
//   cypher: "MATCH (d:Document {id: 'UN_SG_REPORT_2014'})-[:CITES]->(t:Treaty) RETURN count(DISTINCT t) AS n"
MATCH (:Document {id: 'UN_SG_REPORT_2014'})-[c:CITES]->(t:Treaty)
OPTIONAL MATCH (s:State)-[p:PARTY_TO]->(t)
WHERE 'un_sg_report_2014' IN p.sources
WITH t, c, s ORDER BY s.id
WITH t, c, collect(DISTINCT s.id) AS parties
OPTIONAL MATCH (m:Measure)-[:ABOUT]->(t)
WITH t, c, parties, m ORDER BY m.id
RETURN t.id AS id, t.name AS name, c.locators AS named_in, parties, collect(DISTINCT m.id) AS lists
ORDER BY id;
