// title: Party to the supplement, not to what it supplements
// question: Who is party to a protocol without being recorded as party to the convention it supplements?
// parameters:
//   as_of: {type: date, description: Day on which the facts hold}
// columns:
//   id: State or body
//   name: Its name
//   supplement: The supplementing treaty
//   convention: The treaty it supplements
//   party_since: Party to the supplement since
//   answer: "not party to the convention, or unknown where no source covers the convention on that day"
//   source: Source of the participation
//   locators: Where it stands
// denominator:
//   of: participations in supplementing treaties
//   cypher: "MATCH (x)-[p:PARTY_TO]->(t:Treaty)-[:SUPPLEMENTS]->(:Treaty) WHERE (p.since IS NULL OR p.since <= date($as_of)) AND (p.until IS NULL OR p.until > date($as_of)) RETURN count(p) AS n"
MATCH (supplement:Treaty)-[:SUPPLEMENTS]->(convention:Treaty)
MATCH (x)-[p:PARTY_TO]->(supplement)
WHERE (p.since IS NULL OR p.since <= date($as_of)) AND (p.until IS NULL OR p.until > date($as_of))
  AND NOT EXISTS { MATCH (x)-[q:PARTY_TO]->(convention)
    WHERE (q.since IS NULL OR q.since <= date($as_of)) AND (q.until IS NULL OR q.until > date($as_of)) }
RETURN x.id AS id, x.name AS name, supplement.id AS supplement, convention.id AS convention,
  left(toString(p.since), CASE p.since_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 WHEN 'not_before' THEN 0 ELSE 10 END) AS party_since,
  CASE WHEN EXISTS { MATCH (:Source)-[c:COVERS]->(convention)
    WHERE (c.since IS NULL OR c.since <= date($as_of)) AND (c.until IS NULL OR c.until > date($as_of)) }
    THEN 'not party to the convention' ELSE 'unknown' END AS answer,
  p.source AS source, p.locators AS locators
ORDER BY supplement, name;
