// title: By which acts treaties were joined
// question: How many consents to each treaty were ratifications, accessions, successions or other acts?
// parameters:
//   as_of: {type: date, description: Day on which the facts hold}
// columns:
//   treaty: Treaty id
//   name: Its name
//   action: Act of consent
//   consents: States and bodies party by this act on that day
//   of_treaty: States and bodies party to the treaty on that day
// denominator:
//   of: consents that hold on that day
//   cypher: "MATCH ()-[p:PARTY_TO]->(:Treaty) WHERE (p.since IS NULL OR p.since <= date($as_of)) AND (p.until IS NULL OR p.until > date($as_of)) RETURN count(p) AS n"
MATCH ()-[p:PARTY_TO]->(t:Treaty)
WHERE (p.since IS NULL OR p.since <= date($as_of)) AND (p.until IS NULL OR p.until > date($as_of))
WITH t, p.action AS action, count(p) AS consents
RETURN t.id AS treaty, t.name AS name, action, consents,
  COUNT { MATCH (t)<-[q:PARTY_TO]-()
    WHERE (q.since IS NULL OR q.since <= date($as_of)) AND (q.until IS NULL OR q.until > date($as_of)) } AS of_treaty
ORDER BY treaty, consents DESC, action;
