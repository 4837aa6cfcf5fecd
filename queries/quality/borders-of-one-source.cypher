// title: Land borders that only one source has
// question: Which pairs of States are land neighbours according to one source alone, and what else is said of the pair?
// columns:
//   one: State
//   one_name: Its name
//   other: Its neighbour
//   other_name: Its name
//   source: The only source that has the border
//   other_kind: Another kind of border recorded for the pair, such as sea; empty when none is
//   note: Note on the claim
//   locators: Where the source has it
// denominator:
//   of: land borders between States recorded
//   cypher: "MATCH (:State)-[b:BORDERS {kind: 'land'}]->(:State) RETURN count(b) AS n"
MATCH (a:State)-[b:BORDERS {kind: 'land'}]->(c:State)
WHERE size(b.sources) = 1
OPTIONAL MATCH (a)-[s:BORDERS {kind: 'sea'}]-(c)
RETURN a.id AS one, a.name AS one_name, c.id AS other, c.name AS other_name, b.source AS source,
  s.kind AS other_kind, b.notes AS note, b.locators AS locators
ORDER BY source, one, other;
