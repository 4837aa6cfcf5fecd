// title: Conventions and what supplements them
// question: Which treaties supplement which, and how many UN Member States are party to one, the other or both?
// parameters:
//   as_of: {type: date, description: Day on which the facts hold}
// columns:
//   convention: The supplemented treaty
//   supplement: The supplementing treaty
//   supplement_name: Its name
//   both: UN Member States party to both
//   convention_only: Party to the convention, not recorded as party to the supplement
//   supplement_only: Party to the supplement, not recorded as party to the convention
//   covered: Whether sources cover both treaties on that day, so that silence means no
// denominator:
//   of: UN Member States
//   cypher: "MATCH (s:State {un_member: true}) RETURN count(s) AS n"
MATCH (supplement:Treaty)-[:SUPPLEMENTS]->(convention:Treaty)
WITH supplement, convention,
  COUNT { MATCH (s:State {un_member: true})-[p:PARTY_TO]->(supplement)
    WHERE (p.since IS NULL OR p.since <= date($as_of)) AND (p.until IS NULL OR p.until > date($as_of)) } AS to_supplement,
  COUNT { MATCH (s:State {un_member: true})-[q:PARTY_TO]->(convention)
    WHERE (q.since IS NULL OR q.since <= date($as_of)) AND (q.until IS NULL OR q.until > date($as_of)) } AS to_convention,
  COUNT { MATCH (supplement)<-[p:PARTY_TO]-(s:State {un_member: true})-[q:PARTY_TO]->(convention)
    WHERE (p.since IS NULL OR p.since <= date($as_of)) AND (p.until IS NULL OR p.until > date($as_of))
      AND (q.since IS NULL OR q.since <= date($as_of)) AND (q.until IS NULL OR q.until > date($as_of)) } AS both
RETURN convention.id AS convention, supplement.id AS supplement, supplement.name AS supplement_name, both,
  to_convention - both AS convention_only, to_supplement - both AS supplement_only,
  EXISTS { MATCH (:Source)-[c:COVERS]->(convention)
    WHERE (c.since IS NULL OR c.since <= date($as_of)) AND (c.until IS NULL OR c.until > date($as_of)) }
  AND EXISTS { MATCH (:Source)-[d:COVERS]->(supplement)
    WHERE (d.since IS NULL OR d.since <= date($as_of)) AND (d.until IS NULL OR d.until > date($as_of)) } AS covered
ORDER BY convention, supplement;
