// title: States listed in two paragraphs
// question: Which States does the report list both in one paragraph and in another, for what and with which status?
// parameters:
//   one: {type: paragraph, description: "Paragraph, such as 23 or para. 23", default: para. 23, choices: "MATCH (:State)-[r:REPORTED]->(:Measure) UNWIND r.locators AS paragraph RETURN DISTINCT paragraph ORDER BY toInteger(split(paragraph, ' ')[1])"}
//   other: {type: paragraph, description: "Another paragraph, such as 26 or para. 26", default: para. 26, choices: "MATCH (:State)-[r:REPORTED]->(:Measure) UNWIND r.locators AS paragraph RETURN DISTINCT paragraph ORDER BY toInteger(split(paragraph, ' ')[1])"}
// columns:
//   id: State
//   name: Its name
//   measures_one: What it is listed for in the one, and the status
//   measures_other: What it is listed for in the other, and the status
// denominator:
//   of: States listed in the one or the other
//   cypher: "MATCH (s:State)-[r:REPORTED]->(:Measure) WHERE $one IN r.locators OR $other IN r.locators RETURN count(DISTINCT s) AS n"
MATCH (s:State)-[a:REPORTED]->(x:Measure)
WHERE $one IN a.locators
WITH s, a, x ORDER BY x.id
WITH s, collect(x.name + ' (' + a.status + ')') AS measures_one
MATCH (s)-[b:REPORTED]->(y:Measure)
WHERE $other IN b.locators
WITH s, measures_one, b, y ORDER BY y.id
RETURN s.id AS id, s.name AS name, measures_one, collect(y.name + ' (' + b.status + ')') AS measures_other
ORDER BY name;
