// title: States not party to a treaty
// question: Which UN Member States (of a region) are not party to the treaty, which have only signed, and for which is it unknown?
// parameters:
//   treaty: {type: string, label: Treaty, description: Treaty id or name, default: TIP_PROTOCOL}
//   region: {type: string, description: "Region, such as Africa; empty: the world", default: "", choices: "MATCH (s:State {un_member: true}) RETURN DISTINCT s.region AS region ORDER BY region"}
//   as_of: {type: date, description: Day on which the facts hold}
// columns:
//   id: State
//   name: Its name
//   region: Its region
//   subregion: Its subregion
//   answer: signatory only, not party, or unknown where no source covers the treaty on that day
//   signed: Day of signature
//   covered_by: Sources whose silence is meant
// denominator:
//   of: UN Member States of the region
//   cypher: "MATCH (s:State {un_member: true}) WHERE $region = '' OR s.region = $region RETURN count(s) AS n"
MATCH (t:Treaty {id: $treaty})
OPTIONAL MATCH (source:Source)-[c:COVERS]->(t)
  WHERE (c.since IS NULL OR c.since <= date($as_of)) AND (c.until IS NULL OR c.until > date($as_of))
WITH t, collect(source.id) AS covered_by
MATCH (s:State {un_member: true})
WHERE ($region = '' OR s.region = $region)
  AND NOT EXISTS { MATCH (s)-[p:PARTY_TO]->(t)
    WHERE (p.since IS NULL OR p.since <= date($as_of)) AND (p.until IS NULL OR p.until > date($as_of)) }
OPTIONAL MATCH (s)-[g:SIGNED]->(t)
  WHERE (g.since IS NULL OR g.since <= date($as_of)) AND (g.until IS NULL OR g.until > date($as_of))
RETURN s.id AS id, s.name AS name, s.region AS region, s.subregion AS subregion,
  CASE WHEN size(covered_by) = 0 THEN 'unknown'
    WHEN g IS NULL OR EXISTS { MATCH (s)-[w:PARTY_TO]->(t) WHERE w.since IS NULL OR w.since <= date($as_of) } THEN 'not party' ELSE 'signatory only' END AS answer,
  left(toString(g.since), CASE g.since_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 WHEN 'not_before' THEN 0 ELSE 10 END) AS signed,
  covered_by
ORDER BY region, name;
