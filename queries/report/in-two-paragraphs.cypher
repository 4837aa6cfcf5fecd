// title: States listed in two paragraphs
// question: Which States does the report list both in one paragraph and in another, and for what?
// parameters:
//   one: {type: string, description: "Paragraph, such as para. 23", default: para. 23, choices: "MATCH (:State)-[r:REPORTED]->(m:Measure) UNWIND r.locators AS paragraph RETURN DISTINCT paragraph ORDER BY paragraph"}
//   other: {type: string, description: "Another paragraph, such as para. 26", default: para. 26, choices: "MATCH (:State)-[r:REPORTED]->(m:Measure) UNWIND r.locators AS paragraph RETURN DISTINCT paragraph ORDER BY paragraph"}
// columns:
//   id: State
//   name: Its name
//   measures_one: What it is listed for in the one
//   measures_other: What it is listed for in the other
// denominator:
//   of: States listed in the one or the other
//   cypher: "MATCH (s:State)-[r:REPORTED]->(:Measure) WHERE $one IN r.locators OR $other IN r.locators RETURN count(DISTINCT s) AS n"
MATCH (s:State)-[a:REPORTED]->(x:Measure)
WHERE $one IN a.locators
WITH s, x ORDER BY x.id
WITH s, collect(x.name) AS measures_one
MATCH (s)-[b:REPORTED]->(y:Measure)
WHERE $other IN b.locators
WITH s, measures_one, y ORDER BY y.id
RETURN s.id AS id, s.name AS name, measures_one, collect(y.name) AS measures_other
ORDER BY name;
