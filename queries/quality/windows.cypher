// title: What each source covers
// question: Which treaties, bodies and States' agreements does each source have a list of, and of which days does it speak?
// columns:
//   source: Source
//   label: Treaty, State or body
//   id: What the list is of
//   name: Its name
//   topic: Topic of the agreements the list is of; empty means all
//   since: First day it speaks of; empty for from the beginning
//   known_until: Last day it speaks of
//   whole_until: Last day for which a written check shows it to be whole, so that its silence means no; empty means its silence proves nothing
//   locators: Where
// denominator:
//   of: lists recorded; the silence of one means no only until the day it is whole
//   cypher: "MATCH (:Source)-[c:COVERS]->() RETURN count(c) AS n"
MATCH (source:Source)-[c:COVERS]->(x)
RETURN source.id AS source, CASE WHEN x:Treaty THEN 'Treaty' WHEN x:State THEN 'State' ELSE 'body' END AS label,
  x.id AS id, x.name AS name, c.topic AS topic, c.since AS since, c.known_until AS known_until,
  c.whole_until AS whole_until, c.locators AS locators
ORDER BY source, label, id, topic, known_until;
