// title: Gaps the report itself states
// question: What does the report say is missing, how far does it reach, who lacks it and who is excepted?
// columns:
//   id: Gap
//   name: What is missing
//   scope: How far it reaches
//   lacking: Those said to lack it
//   exceptions: Those named as not lacking it
//   about: What it is about
//   stated_by: Who says so
//   paragraph: Where it stands
// denominator:
//   of: gaps the report states
//   cypher: "MATCH (g:StatedGap) RETURN count(g) AS n"
MATCH (g:StatedGap)
OPTIONAL MATCH (who)-[:STATED]->(g)
WITH g, who ORDER BY who.id
WITH g, collect(DISTINCT who.id) AS stated_by
OPTIONAL MATCH (g)-[r:ABOUT]->(x)
WITH g, stated_by, r, x ORDER BY x.id
RETURN g.id AS id, g.name AS name, g.scope AS scope,
  [y IN collect(CASE WHEN r.role = 'lacking' THEN x.id END) WHERE y IS NOT NULL] AS lacking,
  [y IN collect(CASE WHEN r.role = 'exception' THEN x.id END) WHERE y IS NOT NULL] AS exceptions,
  [y IN collect(CASE WHEN r.role = 'subject' THEN x.id END) WHERE y IS NOT NULL] AS about,
  stated_by, g.paragraph AS paragraph
ORDER BY id;
