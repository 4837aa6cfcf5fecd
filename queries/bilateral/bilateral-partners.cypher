// title: A State's partners in bilateral agreements
// question: With whom has a State concluded bilateral agreements, how many, on what, from when to when?
// parameters:
//   state: {type: string, label: State, description: State id or name, default: ESP}
//   topic: {type: string, description: "Topic, such as labour_migration; empty: all", default: "", choices: "MATCH (a:BilateralAgreement) RETURN DISTINCT a.topic AS topic ORDER BY topic"}
// columns:
//   partner: The other State or body
//   partner_name: Its name
//   agreements: Number of agreements recorded
//   first_signed: Earliest year of signature recorded
//   last_signed: Latest year of signature recorded
//   topics: Their topics
//   ids: The agreements
//   sources: Who records them
// denominator:
//   of: recorded agreements of the State
//   cypher: "MATCH (:State {id: $state})-[:CONCLUDED]->(a:BilateralAgreement) WHERE $topic = '' OR a.topic = $topic RETURN count(a) AS n"
MATCH (s:State {id: $state})-[r:CONCLUDED]->(a:BilateralAgreement)<-[:CONCLUDED]-(partner)
WHERE $topic = '' OR a.topic = $topic
WITH partner, a, r, CASE WHEN r.since_precision = 'not_after' THEN null ELSE r.since END AS signed ORDER BY a.id
WITH partner, count(a) AS agreements, min(signed) AS first, max(signed) AS last,
  collect(DISTINCT a.topic) AS topics, collect(a.id) AS ids, collect(DISTINCT r.source) AS sources
RETURN partner.id AS partner, partner.name AS partner_name, agreements,
  first.year AS first_signed, last.year AS last_signed, topics, ids, sources
ORDER BY agreements DESC, partner_name;
