// title: Signed, never ratified
// question: Which UN Member States have signed a treaty without becoming party, and how many full years ago?
// parameters:
//   treaty: {type: string, label: Treaty, description: "Treaty id or name; empty: all", default: ""}
//   as_of: {type: date, description: Day on which the facts hold}
// columns:
//   id: State
//   name: Its name
//   treaty: Treaty id
//   treaty_name: Its name
//   signed: Day of signature
//   years_since: Full years from signature to the day asked about
//   answer: "signatory only, or unknown where no source covers the treaty on that day"
//   source: Source of the signature
//   locators: Where it stands
// denominator:
//   of: signatures by UN Member States
//   cypher: "MATCH (:State {un_member: true})-[g:SIGNED]->(t:Treaty) WHERE ($treaty = '' OR t.id = $treaty) AND (g.since IS NULL OR g.since <= date($as_of)) RETURN count(g) AS n"
MATCH (s:State {un_member: true})-[g:SIGNED]->(t:Treaty)
WHERE ($treaty = '' OR t.id = $treaty)
  AND (g.since IS NULL OR g.since <= date($as_of)) AND (g.until IS NULL OR g.until > date($as_of))
  AND NOT EXISTS { MATCH (s)-[p:PARTY_TO]->(t) WHERE p.since IS NULL OR p.since <= date($as_of) }
RETURN s.id AS id, s.name AS name, t.id AS treaty, t.name AS treaty_name,
  left(toString(g.since), CASE g.since_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 WHEN 'not_before' THEN 0 ELSE 10 END) AS signed,
  duration.between(g.since, date($as_of)).years AS years_since,
  CASE WHEN EXISTS { MATCH (:Source)-[c:COVERS]->(t)
    WHERE (c.since IS NULL OR c.since <= date($as_of)) AND (c.until IS NULL OR c.until > date($as_of)) }
    THEN 'signatory only' ELSE 'unknown' END AS answer,
  g.source AS source, g.locators AS locators
ORDER BY years_since DESC, name, treaty;
