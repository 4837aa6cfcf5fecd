// title: The entities of the United Nations system
// question: Which UN entities are recorded, of what kind, and what are they part of?
// parameters:
//   kind: {type: string, description: "Kind, such as agency; empty: all", default: "", choices: "MATCH (e:UNEntity) WHERE e.kind IS NOT NULL RETURN DISTINCT e.kind AS kind ORDER BY kind"}
// columns:
//   id: Entity
//   name: Its name
//   kind: Its kind
//   part_of: What it is part of; several where it reports to several
//   source: Who says so
//   locators: Where
// denominator:
//   of: UN entities recorded
//   cypher: "MATCH (e:UNEntity) RETURN count(e) AS n"
MATCH (e:UNEntity)
WHERE $kind = '' OR e.kind = $kind
OPTIONAL MATCH (e)-[:PART_OF]->(parent:UNEntity)
WITH e, parent ORDER BY parent.name
WITH e, collect(parent.name) AS part_of
RETURN e.id AS id, e.name AS name, e.kind AS kind, part_of, e.sources[0] AS source, e.locators AS locators
ORDER BY kind, name;
