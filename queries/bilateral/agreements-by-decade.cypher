// title: Agreements by topic and decade
// question: How many bilateral agreements are recorded on each topic, by the decade of their signature?
// parameters:
//   state: {type: string, label: State, description: "State id or name; empty: all", default: ""}
// columns:
//   topic: Topic
//   decade: First year of the decade of signature; empty where the day of signature is not known
//   agreements: Number of agreements recorded
//   still_counted: Those of which no source gives an end
//   sources: Who records them
// denominator:
//   of: recorded agreements
//   cypher: "MATCH (a:BilateralAgreement) WHERE EXISTS { MATCH (side)-[:CONCLUDED]->(a) WHERE $state = '' OR side.id = $state } RETURN count(a) AS n"
MATCH (a:BilateralAgreement)
WHERE EXISTS { MATCH (side)-[:CONCLUDED]->(a) WHERE $state = '' OR side.id = $state }
WITH a.topic AS topic, a.signed.year / 10 * 10 AS decade, a, a.sources[0] AS source ORDER BY source
WITH topic, decade, count(a) AS agreements, count(CASE WHEN a.terminated IS NULL THEN 1 END) AS still_counted,
  collect(DISTINCT source) AS sources
RETURN topic, decade, agreements, still_counted, sources
ORDER BY topic, decade IS NULL, decade;
