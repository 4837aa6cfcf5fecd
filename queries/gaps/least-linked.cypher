// title: States with the fewest recorded links
// question: For which UN Member States is the least recorded, layer by layer?
// parameters:
//   limit: {type: integer, description: How many States to list, default: 20}
//   as_of: {type: date, description: Day on which the facts hold}
//   strict: {type: boolean, description: "Answer unknown where no source vouches for the answer on that very day", default: false}
// columns:
//   id: State
//   name: Its name
//   region: Its region
//   recorded_links: Treaties it is party to, bodies it is a full member of and bilateral agreements recorded
//   treaties: Treaties it is party to
//   bodies: Bodies it is a full member of
//   agreements: Bilateral agreements recorded; few may mean that no register covers the State
//   known_until: Last day for which sources vouch for all of its participations in treaties
// denominator:
//   of: UN Member States
//   cypher: "MATCH (s:State) WHERE s.un_member_from <= date($as_of) AND s.un_member_until > date($as_of) RETURN count(s) AS n"
MATCH (s:State)
WHERE s.un_member_from <= date($as_of) AND s.un_member_until > date($as_of)
OPTIONAL MATCH (s)-[st:STANDING]->(t:Treaty)
  WHERE st.holds_from <= date($as_of) AND st.holds_until > date($as_of)
    AND CASE WHEN $strict AND coalesce(st.known_until, date('0001-01-01')) < date($as_of) THEN 'unknown' ELSE st.answer END = 'party'
WITH s, count(t) AS treaties, min(st.known_until) AS known_until
WITH s, treaties, known_until,
  COUNT { MATCH (s)-[m:MEMBER_OF {status: 'member'}]->()
    WHERE m.holds_from <= date($as_of) AND m.holds_until > date($as_of) } AS bodies,
  COUNT { MATCH (s)-[c:CONCLUDED]->(:BilateralAgreement)
    WHERE c.holds_from <= date($as_of) AND c.holds_until > date($as_of) } AS agreements
RETURN s.id AS id, s.name AS name, s.region AS region, treaties + bodies + agreements AS recorded_links,
  treaties, bodies, agreements, known_until
ORDER BY recorded_links, name
LIMIT $limit;
