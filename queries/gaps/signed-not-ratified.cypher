// title: Signed, never ratified
// question: Which UN Member States have signed a treaty without ever becoming party, and how many full years ago?
// parameters:
//   treaty: {type: string, label: Treaty, description: "Treaty id or name; empty: all", default: ""}
//   as_of: {type: date, description: Day on which the facts hold}
//   strict: {type: boolean, description: "Answer unknown where no source vouches for the answer on that very day", default: false}
// columns:
//   id: State
//   name: Its name
//   treaty: Treaty id
//   treaty_name: Its name
//   signed: Day of signature
//   years_since: Full years since it had certainly signed
//   answer: signatory, or unknown where no whole list covers it
//   known_until: Last day for which a source vouches for the answer
//   sources: Who says so
//   locators: Where
// denominator:
//   of: signatures by UN Member States
//   cypher: "MATCH (s:State)-[g:SIGNED]->(t:Treaty) WHERE ($treaty = '' OR t.id = $treaty) AND g.holds_from <= date($as_of) AND g.holds_until > date($as_of) AND s.un_member_from <= date($as_of) AND s.un_member_until > date($as_of) RETURN count(g) AS n"
MATCH (s:State)-[st:STANDING]->(t:Treaty)
WHERE ($treaty = '' OR t.id = $treaty) AND st.answer IN ['signatory', 'unknown']
  AND st.holds_from <= date($as_of) AND st.holds_until > date($as_of)
  AND s.un_member_from <= date($as_of) AND s.un_member_until > date($as_of)
MATCH (s)-[g:SIGNED]->(t)
WHERE g.holds_from <= date($as_of) AND g.holds_until > date($as_of)
RETURN s.id AS id, s.name AS name, t.id AS treaty, t.name AS treaty_name,
  left(toString(g.since), CASE g.since_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS signed,
  duration.between(g.holds_from, date($as_of)).years AS years_since,
  CASE WHEN $strict AND coalesce(st.known_until, date('0001-01-01')) < date($as_of) THEN 'unknown' ELSE st.answer END AS answer,
  st.known_until AS known_until, st.sources AS sources, st.locators AS locators
ORDER BY years_since DESC, name, treaty;
