// title: What is known of each treaty
// question: How many UN Member States are party to each treaty, signatories only, not party, and for how many is it unknown?
// parameters:
//   as_of: {type: date, description: Day on which the facts hold}
// columns:
//   treaty: Treaty id
//   name: Its name
//   topic: Its topic
//   covered: Whether a source covers the treaty on that day, so that silence means no
//   party: UN Member States party
//   signatory_only: Signed, not party
//   not_party: Neither, and the source covers the day
//   unknown: Neither recorded, and no source covers the day
//   covered_by: Sources that cover the treaty on that day
//   windows: What each source covers, from (empty for from the beginning) and up to but without its end
// denominator:
//   of: UN Member States
//   cypher: "MATCH (s:State {un_member: true}) RETURN count(s) AS n"
MATCH (t:Treaty)
OPTIONAL MATCH (source:Source)-[c:COVERS]->(t)
WITH t, source, c ORDER BY t.id, source.id, c.since
WITH t,
  collect(CASE WHEN (c.since IS NULL OR c.since <= date($as_of)) AND (c.until IS NULL OR c.until > date($as_of))
    THEN source.id END) AS covered_by,
  collect(source.id + ': ' + coalesce(toString(c.since), '') + ' to ' + coalesce(toString(c.until), '')) AS windows
WITH t, covered_by, windows, size(covered_by) > 0 AS covered,
  COUNT { MATCH (s:State {un_member: true}) } AS members,
  COUNT { MATCH (t)<-[p:PARTY_TO]-(:State {un_member: true})
    WHERE (p.since IS NULL OR p.since <= date($as_of)) AND (p.until IS NULL OR p.until > date($as_of)) } AS party,
  COUNT { MATCH (t)<-[g:SIGNED]-(s:State {un_member: true})
    WHERE (g.since IS NULL OR g.since <= date($as_of)) AND (g.until IS NULL OR g.until > date($as_of))
      AND NOT EXISTS { MATCH (s)-[p:PARTY_TO]->(t) WHERE p.since IS NULL OR p.since <= date($as_of) } } AS signatory_only
RETURN t.id AS treaty, t.name AS name, t.topic AS topic, covered, party, signatory_only,
  CASE WHEN covered THEN members - party - signatory_only END AS not_party,
  CASE WHEN covered THEN 0 ELSE members - party - signatory_only END AS unknown,
  covered_by, windows
ORDER BY topic, name;
