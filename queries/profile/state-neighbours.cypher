// title: What a State shares with each neighbour
// question: How many treaties, bodies and bilateral agreements does a State have in common with each of its neighbours?
// parameters:
//   state: {type: string, label: State, description: State id or name, default: THA}
//   as_of: {type: date, description: Day on which the facts hold}
//   strict: {type: boolean, description: "Answer unknown where no source vouches for the answer on that very day", default: false}
// columns:
//   neighbour: Neighbouring State
//   name: Its name
//   border: land or sea
//   treaties: Treaties both are party to
//   bodies: Bodies both are full members of
//   agreements: Bilateral agreements both concluded; few may mean that no register covers either
//   known_until: Last day for which sources vouch for all of those participations
//   border_source: Who says that they are neighbours
// denominator:
//   of: treaties the State is party to
//   cypher: "MATCH (:State {id: $state})-[st:STANDING]->(:Treaty) WHERE st.holds_from <= date($as_of) AND st.holds_until > date($as_of) AND CASE WHEN $strict AND coalesce(st.known_until, date('0001-01-01')) < date($as_of) THEN 'unknown' ELSE st.answer END = 'party' RETURN count(st) AS n"
MATCH (s:State {id: $state})-[b:BORDERS]-(n:State)
WHERE b.holds_from <= date($as_of) AND b.holds_until > date($as_of)
OPTIONAL MATCH (s)-[p:STANDING]->(t:Treaty)<-[q:STANDING]-(n)
  WHERE p.holds_from <= date($as_of) AND p.holds_until > date($as_of)
    AND CASE WHEN $strict AND coalesce(p.known_until, date('0001-01-01')) < date($as_of) THEN 'unknown' ELSE p.answer END = 'party'
    AND q.holds_from <= date($as_of) AND q.holds_until > date($as_of)
    AND CASE WHEN $strict AND coalesce(q.known_until, date('0001-01-01')) < date($as_of) THEN 'unknown' ELSE q.answer END = 'party'
WITH s, b, n, count(t) AS treaties,
  min(CASE WHEN p.known_until < q.known_until THEN p.known_until ELSE q.known_until END) AS known_until
RETURN n.id AS neighbour, n.name AS name, b.kind AS border, treaties,
  COUNT { MATCH (s)-[m:MEMBER_OF {status: 'member'}]->(:RegionalBody)<-[o:MEMBER_OF {status: 'member'}]-(n)
    WHERE m.holds_from <= date($as_of) AND m.holds_until > date($as_of)
      AND o.holds_from <= date($as_of) AND o.holds_until > date($as_of) } AS bodies,
  COUNT { MATCH (s)-[:CONCLUDED]->(a:BilateralAgreement)<-[:CONCLUDED]-(n)
    WHERE a.holds_from <= date($as_of) AND a.holds_until > date($as_of) } AS agreements,
  known_until, b.source AS border_source
ORDER BY name, border;
