// title: Who monitors which treaty
// question: Which body monitors which treaty, and which treaties have no monitoring body on record?
// columns:
//   treaty: Treaty
//   treaty_name: Its name
//   topic: Its topic
//   body: Body that monitors it; empty where none is recorded, which is not to say that there is none
//   body_name: Its name
//   source: Who says so
//   locators: Where
// denominator:
//   of: treaties recorded
//   cypher: "MATCH (t:Treaty) RETURN count(t) AS n"
MATCH (t:Treaty)
OPTIONAL MATCH (e:UNEntity)-[m:MONITORS]->(t)
RETURN t.id AS treaty, t.name AS treaty_name, t.topic AS topic, e.id AS body, e.name AS body_name,
  m.source AS source, m.locators AS locators
ORDER BY body IS NULL, body, treaty;
