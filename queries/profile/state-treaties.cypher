// title: One State and every treaty
// question: To which treaties is a State party, which has it only signed, to which is it not party, and where is it unknown?
// parameters:
//   state: {type: string, label: State, description: State id or name, default: THA}
//   as_of: {type: date, description: Day on which the facts hold}
// columns:
//   treaty: Treaty id
//   name: Its name
//   topic: Its topic
//   answer: "party, signatory only, not party, or unknown where no source covers the treaty on that day"
//   signed: Day of signature
//   party_since: Day of consent
//   action: Act of consent
//   sources: Who says so; for not party the covering sources, whose silence is meant
//   locators: Where the consent or the signature stands
// denominator:
//   of: treaties in the graph
//   cypher: "MATCH (t:Treaty) RETURN count(t) AS n"
MATCH (t:Treaty)
OPTIONAL MATCH (:State {id: $state})-[p:PARTY_TO]->(t)
  WHERE (p.since IS NULL OR p.since <= date($as_of)) AND (p.until IS NULL OR p.until > date($as_of))
OPTIONAL MATCH (:State {id: $state})-[g:SIGNED]->(t)
  WHERE (g.since IS NULL OR g.since <= date($as_of)) AND (g.until IS NULL OR g.until > date($as_of))
OPTIONAL MATCH (source:Source)-[c:COVERS]->(t)
  WHERE (c.since IS NULL OR c.since <= date($as_of)) AND (c.until IS NULL OR c.until > date($as_of))
WITH t, p, g, source ORDER BY source.id
WITH t, p, g, collect(source.id) AS covering
RETURN t.id AS treaty, t.name AS name, t.topic AS topic,
  CASE WHEN p IS NOT NULL THEN 'party' WHEN size(covering) = 0 THEN 'unknown'
    WHEN g IS NOT NULL AND NOT EXISTS { MATCH (:State {id: $state})-[w:PARTY_TO]->(t) WHERE w.since IS NULL OR w.since <= date($as_of) }
      THEN 'signatory only' ELSE 'not party' END AS answer,
  left(toString(g.since), CASE g.since_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 WHEN 'not_before' THEN 0 ELSE 10 END) AS signed,
  left(toString(p.since), CASE p.since_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 WHEN 'not_before' THEN 0 ELSE 10 END) AS party_since,
  p.action AS action,
  CASE WHEN p IS NOT NULL THEN p.sources WHEN g IS NOT NULL THEN g.sources ELSE covering END AS sources,
  CASE WHEN p IS NOT NULL THEN p.locators WHEN g IS NOT NULL THEN g.locators ELSE [] END AS locators
ORDER BY topic, name;
