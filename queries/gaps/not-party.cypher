// title: States not party to a treaty
// question: Which UN Member States (of a region) are not party to the treaty, have only signed it or withdrawn, and for which is it disputed or unknown?
// parameters:
//   treaty: {type: string, label: Treaty, description: Treaty id or name, default: TIP_PROTOCOL}
//   region: {type: string, description: "Region, such as Africa; empty: the world", default: "", choices: "MATCH (s:State) WHERE s.un_member_from IS NOT NULL RETURN DISTINCT s.region AS region ORDER BY region"}
//   as_of: {type: date, description: Day on which the facts hold}
//   strict: {type: boolean, description: "Answer unknown where no source vouches for the answer on that very day", default: false}
// columns:
//   id: State
//   name: Its name
//   region: Its region
//   subregion: Its subregion
//   answer: not party, signatory, withdrawn, disputed or unknown
//   known_until: Last day for which a source vouches for the answer
//   signed: Day of signature
//   sources: Who says so; for not party the whole lists whose silence is meant
//   locators: Where
// denominator:
//   of: UN Member States
//   cypher: "MATCH (s:State)-[st:STANDING]->(:Treaty {id: $treaty}) WHERE st.holds_from <= date($as_of) AND st.holds_until > date($as_of) AND s.un_member_from <= date($as_of) AND s.un_member_until > date($as_of) AND ($region = '' OR s.region = $region) WITH CASE WHEN $strict AND coalesce(st.known_until, date('0001-01-01')) < date($as_of) THEN 'unknown' ELSE st.answer END AS answer, st.known_until AS known RETURN answer, count(*) AS n, min(known) AS known_until ORDER BY answer"
MATCH (s:State)-[st:STANDING]->(t:Treaty {id: $treaty})
WHERE st.holds_from <= date($as_of) AND st.holds_until > date($as_of)
  AND s.un_member_from <= date($as_of) AND s.un_member_until > date($as_of)
  AND ($region = '' OR s.region = $region)
WITH s, t, st, CASE WHEN $strict AND coalesce(st.known_until, date('0001-01-01')) < date($as_of) THEN 'unknown' ELSE st.answer END AS answer
WHERE answer <> 'party'
OPTIONAL MATCH (s)-[g:SIGNED]->(t)
  WHERE g.holds_from <= date($as_of) AND g.holds_until > date($as_of)
RETURN s.id AS id, s.name AS name, s.region AS region, s.subregion AS subregion, answer, st.known_until AS known_until,
  left(toString(g.since), CASE g.since_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS signed,
  st.sources AS sources, st.locators AS locators
ORDER BY region, name;
