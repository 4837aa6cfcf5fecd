// title: What belongs to a UN entity
// question: Which entities belong to a UN entity, directly or through others?
// parameters:
//   entity: {type: string, label: UNEntity, description: Entity id or name, default: ECOSOC}
// columns:
//   id: Entity that belongs to it
//   name: Its name
//   kind: Its kind
//   steps: 1 where it belongs directly, 2 or 3 where through others
//   source: Who says so of the last step
//   locators: Where
// denominator:
//   of: UN entities recorded
//   cypher: "MATCH (e:UNEntity) RETURN count(e) AS n"
MATCH path = (part:UNEntity)-[:PART_OF*1..3]->(:UNEntity {id: $entity})
WITH part, path ORDER BY length(path)
WITH part, collect(path) AS paths
WITH part, paths[0] AS nearest
WITH part, length(nearest) AS steps, relationships(nearest)[0] AS link
RETURN part.id AS id, part.name AS name, part.kind AS kind, steps, link.source AS source, link.locators AS locators
ORDER BY steps, name;
