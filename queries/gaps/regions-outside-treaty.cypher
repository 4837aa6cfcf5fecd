// title: Where a treaty has parties and where it has none
// question: In each region, how many UN Member States are party to a treaty, only signed it, are not party or are unknown?
// parameters:
//   treaty: {type: string, label: Treaty, description: Treaty id or name, default: TIP_PROTOCOL}
//   as_of: {type: date, description: Day on which the facts hold}
// columns:
//   region: Region
//   subregion: Subregion
//   members: UN Member States there, out of which the rest is counted
//   party: Party on that day
//   signatory_only: Signed, not party
//   not_party: Neither, and a source covers the treaty on that day
//   unknown: Neither recorded, and no source covers the day
//   outside: Ids of those that are not recorded as party
// denominator:
//   of: UN Member States
//   cypher: "MATCH (s:State {un_member: true}) RETURN count(s) AS n"
MATCH (t:Treaty {id: $treaty})
WITH t, EXISTS { MATCH (:Source)-[c:COVERS]->(t)
  WHERE (c.since IS NULL OR c.since <= date($as_of)) AND (c.until IS NULL OR c.until > date($as_of)) } AS covered
MATCH (s:State {un_member: true})
WITH s, covered,
  EXISTS { MATCH (s)-[p:PARTY_TO]->(t)
    WHERE (p.since IS NULL OR p.since <= date($as_of)) AND (p.until IS NULL OR p.until > date($as_of)) } AS party,
  EXISTS { MATCH (s)-[g:SIGNED]->(t)
    WHERE (g.since IS NULL OR g.since <= date($as_of)) AND (g.until IS NULL OR g.until > date($as_of))
      AND NOT EXISTS { MATCH (s)-[w:PARTY_TO]->(t) WHERE w.since IS NULL OR w.since <= date($as_of) } } AS signed
ORDER BY s.id
WITH s.region AS region, s.subregion AS subregion, covered, count(s) AS members,
  sum(CASE WHEN party THEN 1 ELSE 0 END) AS party,
  sum(CASE WHEN signed AND NOT party THEN 1 ELSE 0 END) AS signatory_only,
  collect(CASE WHEN NOT party THEN s.id END) AS outside
RETURN region, subregion, members, party, signatory_only,
  CASE WHEN covered THEN members - party - signatory_only ELSE 0 END AS not_party,
  CASE WHEN covered THEN 0 ELSE members - party - signatory_only END AS unknown,
  outside
ORDER BY region, subregion;
