// title: States in the most lists
// question: In how many of the report's lists does each State stand?
// columns:
//   id: State
//   name: Its name
//   lists: Lists it stands in
//   paragraphs: How many paragraphs these are in
//   replied: Whether it replied
// denominator:
//   of: lists that name a State
//   cypher: "MATCH (m:Measure)<-[:REPORTED]-(:State) RETURN count(DISTINCT m) AS n"
MATCH (s:State)-[r:REPORTED]->(m:Measure)
WITH s, count(DISTINCT m) AS lists, count(DISTINCT m.paragraph) AS paragraphs
RETURN s.id AS id, s.name AS name, lists, paragraphs,
  EXISTS { MATCH (s)-[:REPLIED_TO]->(:Document) } AS replied
ORDER BY lists DESC, name;
