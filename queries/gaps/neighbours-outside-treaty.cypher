// title: Neighbours of which one is outside a treaty
// question: Which pairs of land neighbours have one party to the treaty and one that is not?
// parameters:
//   treaty: {type: string, label: Treaty, description: Treaty id or name, default: TIP_PROTOCOL}
//   as_of: {type: date, description: Day on which the facts hold}
// columns:
//   outside: State that is not party
//   outside_name: Its name
//   inside: Neighbour that is party
//   inside_name: Its name
//   answer: not party, signatory only, or unknown where no source covers the treaty on that day
//   inside_since: Since when the neighbour is party
//   border_source: Source of the border
//   treaty_source: Source of the neighbour's participation
//   locators: Where that stands
// denominator:
//   of: pairs of UN Member States that are land neighbours
//   cypher: "MATCH (a:State {un_member: true})-[b:BORDERS {kind: 'land'}]->(:State {un_member: true}) WHERE (b.since IS NULL OR b.since <= date($as_of)) AND (b.until IS NULL OR b.until > date($as_of)) RETURN count(b) AS n"
MATCH (t:Treaty {id: $treaty})
OPTIONAL MATCH (source:Source)-[c:COVERS]->(t)
  WHERE (c.since IS NULL OR c.since <= date($as_of)) AND (c.until IS NULL OR c.until > date($as_of))
WITH t, count(c) > 0 AS covered
MATCH (inside:State {un_member: true})-[p:PARTY_TO]->(t)
WHERE (p.since IS NULL OR p.since <= date($as_of)) AND (p.until IS NULL OR p.until > date($as_of))
MATCH (inside)-[b:BORDERS {kind: 'land'}]-(outside:State {un_member: true})
WHERE (b.since IS NULL OR b.since <= date($as_of)) AND (b.until IS NULL OR b.until > date($as_of))
  AND NOT EXISTS { MATCH (outside)-[q:PARTY_TO]->(t)
    WHERE (q.since IS NULL OR q.since <= date($as_of)) AND (q.until IS NULL OR q.until > date($as_of)) }
RETURN outside.id AS outside, outside.name AS outside_name, inside.id AS inside, inside.name AS inside_name,
  CASE WHEN NOT covered THEN 'unknown'
    WHEN EXISTS { MATCH (outside)-[w:PARTY_TO]->(t) WHERE w.since IS NULL OR w.since <= date($as_of) } THEN 'not party'
    WHEN EXISTS { MATCH (outside)-[g:SIGNED]->(t) WHERE g.since IS NULL OR g.since <= date($as_of) } THEN 'signatory only'
    ELSE 'not party' END AS answer,
  left(toString(p.since), CASE p.since_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 WHEN 'not_before' THEN 0 ELSE 10 END) AS inside_since,
  b.source AS border_source, p.source AS treaty_source, p.locators AS locators
ORDER BY outside_name, inside_name;
