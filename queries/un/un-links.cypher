// title: UN entities by recorded links beyond the system chart
// question: For which UN entities are links to treaties, bodies, mechanisms, documents or States recorded, and for which none?
// parameters:
//   limit: {type: integer, description: How many entities to list, default: 40}
// columns:
//   id: Entity
//   name: Its name
//   kind: Its kind
//   links: Recorded links other than its place in the system
//   types: Their types
//   answer: "recorded, or unknown: nothing is recorded, which proves nothing"
// denominator:
//   of: UN entities recorded
//   cypher: "MATCH (e:UNEntity) RETURN count(e) AS n"
MATCH (e:UNEntity)
OPTIONAL MATCH (e)-[r]-()
  WHERE type(r) <> 'PART_OF' AND type(r) <> 'COVERS' AND r.stated_since IS NOT NULL
WITH e, r, type(r) AS type ORDER BY type
WITH e, count(r) AS links, collect(DISTINCT type) AS types
RETURN e.id AS id, e.name AS name, e.kind AS kind, links, types,
  CASE WHEN links > 0 THEN 'recorded' ELSE 'unknown' END AS answer
ORDER BY links DESC, name
LIMIT $limit;
