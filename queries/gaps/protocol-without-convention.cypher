// title: Party to the supplement, not to what it supplements
// question: Who is party to a protocol and not party to the convention it supplements, or is it disputed or unknown?
// parameters:
//   as_of: {type: date, description: Day on which the facts hold}
//   strict: {type: boolean, description: "Answer unknown where no source vouches for the answer on that very day", default: false}
// columns:
//   id: State or body
//   name: Its name
//   supplement: The supplementing treaty
//   convention: The treaty it supplements
//   party_since: Day of consent to the supplement
//   supplement_known_until: Last day for which a source vouches for it
//   answer: "towards the convention: not party, signatory, withdrawn, disputed or unknown"
//   known_until: Last day for which a source vouches for that answer
//   sources: Who says where it stands towards the convention; for not party the whole lists whose silence is meant
//   locators: Where
// denominator:
//   of: participations in supplementing treaties
//   cypher: "MATCH (x)-[st:STANDING]->(t:Treaty)-[:SUPPLEMENTS]->(:Treaty) WHERE st.holds_from <= date($as_of) AND st.holds_until > date($as_of) AND CASE WHEN $strict AND coalesce(st.known_until, date('0001-01-01')) < date($as_of) THEN 'unknown' ELSE st.answer END = 'party' RETURN count(st) AS n"
MATCH (supplement:Treaty)-[:SUPPLEMENTS]->(convention:Treaty)
MATCH (x)-[p:STANDING]->(supplement)
WHERE p.holds_from <= date($as_of) AND p.holds_until > date($as_of)
  AND CASE WHEN $strict AND coalesce(p.known_until, date('0001-01-01')) < date($as_of) THEN 'unknown' ELSE p.answer END = 'party'
OPTIONAL MATCH (x)-[st:STANDING]->(convention)
  WHERE st.holds_from <= date($as_of) AND st.holds_until > date($as_of)
WITH x, supplement, convention, p, st,
  coalesce(CASE WHEN $strict AND coalesce(st.known_until, date('0001-01-01')) < date($as_of) THEN 'unknown' ELSE st.answer END, 'unknown') AS answer
WHERE answer <> 'party'
RETURN x.id AS id, x.name AS name, supplement.id AS supplement, convention.id AS convention,
  left(toString(p.since), CASE p.since_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS party_since,
  p.known_until AS supplement_known_until, answer, st.known_until AS known_until,
  coalesce(st.sources, []) AS sources, coalesce(st.locators, []) AS locators
ORDER BY supplement, name;
