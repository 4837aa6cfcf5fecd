// title: Agreements by what they are for
// question: Of the bilateral agreements recorded on each topic, how many say that they are for prosecution, protection or prevention, by the decade of their signature?
// parameters:
//   state: {type: string, label: State, description: "State id or name; empty: all", default: ""}
//   topic: {type: string, description: "Topic, such as trafficking; empty: all", default: "", choices: "MATCH (a:BilateralAgreement) RETURN DISTINCT a.topic AS topic ORDER BY topic"}
// columns:
//   topic: Topic
//   decade: First year of the decade of signature; empty where the day of signature is not known
//   agreements: Number of agreements recorded
//   prosecution: "Those that are for the prosecution of offences, as their topic, title or coded text says; one that is for several counts in each"
//   protection: Those that are for the protection of victims or workers
//   prevention: Those that are for prevention
//   unknown: Those of which neither topic nor title nor coded text nor a page says any of the three
//   sources: Who records them
// denominator:
//   of: recorded agreements
//   cypher: "MATCH (a:BilateralAgreement) WHERE ($topic = '' OR a.topic = $topic) AND EXISTS { MATCH (side)-[:CONCLUDED]->(a) WHERE $state = '' OR side.id = $state } RETURN count(a) AS n"
MATCH (a:BilateralAgreement)
WHERE ($topic = '' OR a.topic = $topic) AND EXISTS { MATCH (side)-[:CONCLUDED]->(a) WHERE $state = '' OR side.id = $state }
WITH a.topic AS topic, a.signed.year / 10 * 10 AS decade, a, coalesce(a.aims, []) AS aims, a.sources[0] AS source ORDER BY source
WITH topic, decade, count(a) AS agreements, count(CASE WHEN 'prosecution' IN aims THEN 1 END) AS prosecution,
  count(CASE WHEN 'protection' IN aims THEN 1 END) AS protection, count(CASE WHEN 'prevention' IN aims THEN 1 END) AS prevention,
  count(CASE WHEN size(aims) = 0 THEN 1 END) AS unknown, collect(DISTINCT source) AS sources
RETURN topic, decade, agreements, prosecution, protection, prevention, unknown, sources
ORDER BY topic, decade IS NULL, decade;
