// title: What is known of each treaty
// question: How many UN Member States are party to each treaty, have only signed it, withdrawn or not joined, and for how many is it disputed or unknown?
// parameters:
//   as_of: {type: date, description: Day on which the facts hold}
//   strict: {type: boolean, description: "Answer unknown where no source vouches for the answer on that very day", default: false}
// columns:
//   treaty: Treaty id
//   name: Its name
//   topic: Its topic
//   party: UN Member States party
//   signatory: Signed, never party
//   withdrawn: Party once, no longer
//   not_party: Neither signed nor party, by the silence of a whole list
//   disputed: A source says party, a whole list is silent
//   unknown: Neither recorded, and no whole list covers it
//   known_until: Last day for which sources vouch for all of these answers
//   lists: Whole lists whose silence is meant
// denominator:
//   of: UN Member States
//   cypher: "MATCH (s:State) WHERE s.un_member_from <= date($as_of) AND s.un_member_until > date($as_of) RETURN count(s) AS n"
MATCH (s:State)-[st:STANDING]->(t:Treaty)
WHERE st.holds_from <= date($as_of) AND st.holds_until > date($as_of)
  AND s.un_member_from <= date($as_of) AND s.un_member_until > date($as_of)
WITH s, t, st, CASE WHEN $strict AND coalesce(st.known_until, date('0001-01-01')) < date($as_of) THEN 'unknown' ELSE st.answer END AS answer
WITH t, answer, CASE WHEN answer <> 'unknown' THEN st.known_until END AS known,
  CASE WHEN answer = 'not party' THEN st.sources END AS silent, count(s) AS states, min(s.id) AS first
ORDER BY first
WITH t, sum(CASE WHEN answer = 'party' THEN states ELSE 0 END) AS party,
  sum(CASE WHEN answer = 'signatory' THEN states ELSE 0 END) AS signatory,
  sum(CASE WHEN answer = 'withdrawn' THEN states ELSE 0 END) AS withdrawn,
  sum(CASE WHEN answer = 'not party' THEN states ELSE 0 END) AS not_party,
  sum(CASE WHEN answer = 'disputed' THEN states ELSE 0 END) AS disputed,
  sum(CASE WHEN answer = 'unknown' THEN states ELSE 0 END) AS unknown,
  min(known) AS known_until, collect(silent) AS silent
WITH t, party, signatory, withdrawn, not_party, disputed, unknown, known_until,
  reduce(seen = [], one IN silent | seen + [source IN one WHERE NOT source IN seen]) AS lists
RETURN t.id AS treaty, t.name AS name, t.topic AS topic, party, signatory, withdrawn, not_party, disputed, unknown,
  known_until, lists
ORDER BY topic, name;
