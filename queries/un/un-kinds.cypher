// title: The UN system, kind by kind
// question: How many UN entities of each kind are recorded, how many have entities of their own, and which are they?
// columns:
//   kind: Kind of entity
//   entities: Entities of this kind
//   with_parts: Of these, entities to which others belong
//   parts: Entities that belong to them directly
//   ids: The entities
// denominator:
//   of: UN entities recorded
//   cypher: "MATCH (e:UNEntity) RETURN count(e) AS n"
MATCH (e:UNEntity)
WITH e, COUNT { MATCH (e)<-[:PART_OF]-(:UNEntity) } AS below
ORDER BY e.id
RETURN e.kind AS kind, count(e) AS entities, sum(CASE WHEN below > 0 THEN 1 ELSE 0 END) AS with_parts,
  sum(below) AS parts, collect(e.id) AS ids
ORDER BY kind;
