// title: Consent dated before signature
// question: Which States are stated to have ratified a treaty before they signed it?
// columns:
//   state: State or body
//   name: Its name
//   treaty: Treaty
//   signed: Day of signature
//   party_since: Day of consent
//   days: Days between the two
//   action: Act of consent
//   sources: Sources of the consent
//   notes: What is noted on it
// denominator:
//   of: participations with a day of signature and a day of consent
//   cypher: "MATCH (a)-[p:PARTY_TO]->(t:Treaty)<-[g:SIGNED]-(a) WHERE p.since_precision = 'day' AND g.since_precision = 'day' RETURN count(p) AS n"
MATCH (a)-[p:PARTY_TO]->(t:Treaty)<-[g:SIGNED]-(a)
WHERE p.since < g.since AND p.since_precision = 'day' AND g.since_precision = 'day'
RETURN a.id AS state, a.name AS name, t.id AS treaty, toString(g.since) AS signed, toString(p.since) AS party_since,
  duration.inDays(p.since, g.since).days AS days, p.action AS action, p.sources AS sources, p.notes AS notes
ORDER BY days DESC, treaty, state;
