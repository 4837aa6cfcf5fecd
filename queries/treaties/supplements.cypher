// title: Conventions and what supplements them
// question: Which treaties supplement which, and how many UN Member States are party to one, the other or both?
// parameters:
//   as_of: {type: date, description: Day on which the facts hold}
//   strict: {type: boolean, description: "Answer unknown where no source vouches for the answer on that very day", default: false}
// columns:
//   convention: The supplemented treaty
//   supplement: The supplementing treaty
//   supplement_name: Its name
//   both: UN Member States party to both
//   convention_only: Party to the convention, not to the supplement
//   supplement_only: Party to the supplement, not to the convention
//   neither: Party to none of the two
//   unsettled: Of which it is disputed or unknown for one of the two
//   known_until: Last day for which sources vouch for all of these answers
// denominator:
//   of: UN Member States
//   cypher: "MATCH (s:State) WHERE s.un_member_from <= date($as_of) AND s.un_member_until > date($as_of) RETURN count(s) AS n"
MATCH (supplement:Treaty)-[:SUPPLEMENTS]->(convention:Treaty)
UNWIND [convention, supplement] AS t
MATCH (s:State)-[st:STANDING]->(t)
WHERE st.holds_from <= date($as_of) AND st.holds_until > date($as_of)
  AND s.un_member_from <= date($as_of) AND s.un_member_until > date($as_of)
WITH convention, supplement, s, t, st.known_until AS known,
  CASE WHEN $strict AND coalesce(st.known_until, date('0001-01-01')) < date($as_of) THEN 'unknown' ELSE st.answer END AS answer
WITH convention, supplement, s,
  collect({treaty: t.id, answer: answer, known: CASE WHEN answer <> 'unknown' THEN known END}) AS standings
WITH convention, supplement, [x IN standings WHERE x.treaty = convention.id][0] AS one,
  [x IN standings WHERE x.treaty = supplement.id][0] AS two
WHERE one IS NOT NULL AND two IS NOT NULL
WITH convention.id AS convention, supplement.id AS supplement, supplement.name AS supplement_name,
  one.answer = 'party' AS to_convention, two.answer = 'party' AS to_supplement,
  one.answer IN ['disputed', 'unknown'] OR two.answer IN ['disputed', 'unknown'] AS open,
  CASE WHEN one.known IS NULL OR two.known < one.known THEN two.known ELSE one.known END AS known
RETURN convention, supplement, supplement_name,
  sum(CASE WHEN to_convention AND to_supplement THEN 1 ELSE 0 END) AS both,
  sum(CASE WHEN to_convention AND NOT to_supplement AND NOT open THEN 1 ELSE 0 END) AS convention_only,
  sum(CASE WHEN to_supplement AND NOT to_convention AND NOT open THEN 1 ELSE 0 END) AS supplement_only,
  sum(CASE WHEN NOT to_convention AND NOT to_supplement AND NOT open THEN 1 ELSE 0 END) AS neither,
  sum(CASE WHEN open THEN 1 ELSE 0 END) AS unsettled, min(known) AS known_until
ORDER BY convention, supplement;
