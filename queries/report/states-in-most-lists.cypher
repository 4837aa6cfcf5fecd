// title: States in the most lists
// question: In how many of the report's lists does each State stand, and in how many with a measure in place?
// columns:
//   id: State
//   name: Its name
//   lists: Lists it stands in, whatever the status
//   in_place: How many of these are measures it has in place
//   otherwise: The others, and the status of each; limits and conditions among them
//   paragraphs: How many paragraphs the lists are in
//   replied: Whether it replied
// denominator:
//   of: lists that name a State
//   cypher: "MATCH (m:Measure)<-[:REPORTED]-(:State) RETURN count(DISTINCT m) AS n"
MATCH (s:State)-[r:REPORTED]->(m:Measure)
WITH s, r, m ORDER BY m.id
WITH s, count(DISTINCT m) AS lists, count(DISTINCT m.paragraph) AS paragraphs,
  sum(CASE WHEN r.status = 'in_place' AND m.nature = 'measure' THEN 1 ELSE 0 END) AS in_place,
  [y IN collect(CASE WHEN r.status <> 'in_place' THEN m.id + ': ' + r.status
    WHEN m.nature <> 'measure' THEN m.id + ': ' + m.nature END) WHERE y IS NOT NULL] AS otherwise
RETURN s.id AS id, s.name AS name, lists, in_place, otherwise, paragraphs,
  EXISTS { MATCH (s)-[:REPLIED_TO]->(:Document) } AS replied
ORDER BY lists DESC, name;
