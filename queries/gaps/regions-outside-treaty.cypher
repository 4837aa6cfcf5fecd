// title: Where a treaty has parties and where it has none
// question: In each region, how many UN Member States are party to a treaty, have only signed it, withdrawn or not joined, and for how many is it disputed or unknown?
// parameters:
//   treaty: {type: string, label: Treaty, description: Treaty id or name, default: TIP_PROTOCOL}
//   as_of: {type: date, description: Day on which the facts hold}
//   strict: {type: boolean, description: "Answer unknown where no source vouches for the answer on that very day", default: false}
// columns:
//   region: Region
//   subregion: Subregion
//   members: UN Member States there, out of which the rest is counted
//   party: Party on that day
//   signatory: Signed, never party
//   withdrawn: Party once, no longer
//   not_party: Neither signed nor party, by the silence of a whole list
//   disputed: A source says party, a whole list is silent
//   unknown: Neither recorded, and no whole list covers it
//   known_until: Last day for which sources vouch for all of these answers
//   outside: Ids of those not party, signatories and withdrawn ones included
// denominator:
//   of: UN Member States
//   cypher: "MATCH (s:State)-[st:STANDING]->(:Treaty {id: $treaty}) WHERE st.holds_from <= date($as_of) AND st.holds_until > date($as_of) AND s.un_member_from <= date($as_of) AND s.un_member_until > date($as_of) WITH CASE WHEN $strict AND coalesce(st.known_until, date('0001-01-01')) < date($as_of) THEN 'unknown' ELSE st.answer END AS answer, st.known_until AS known RETURN answer, count(*) AS n, min(known) AS known_until ORDER BY answer"
MATCH (s:State)-[st:STANDING]->(:Treaty {id: $treaty})
WHERE st.holds_from <= date($as_of) AND st.holds_until > date($as_of)
  AND s.un_member_from <= date($as_of) AND s.un_member_until > date($as_of)
WITH s, st.known_until AS known,
  CASE WHEN $strict AND coalesce(st.known_until, date('0001-01-01')) < date($as_of) THEN 'unknown' ELSE st.answer END AS answer
ORDER BY s.id
RETURN s.region AS region, s.subregion AS subregion, count(s) AS members,
  sum(CASE WHEN answer = 'party' THEN 1 ELSE 0 END) AS party,
  sum(CASE WHEN answer = 'signatory' THEN 1 ELSE 0 END) AS signatory,
  sum(CASE WHEN answer = 'withdrawn' THEN 1 ELSE 0 END) AS withdrawn,
  sum(CASE WHEN answer = 'not party' THEN 1 ELSE 0 END) AS not_party,
  sum(CASE WHEN answer = 'disputed' THEN 1 ELSE 0 END) AS disputed,
  sum(CASE WHEN answer = 'unknown' THEN 1 ELSE 0 END) AS unknown,
  min(CASE WHEN answer <> 'unknown' THEN known END) AS known_until,
  collect(CASE WHEN answer IN ['not party', 'signatory', 'withdrawn'] THEN s.id END) AS outside
ORDER BY region, subregion;
