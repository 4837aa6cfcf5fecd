// title: States outside most treaties of a topic
// question: Which UN Member States are not party to the most treaties of a topic, and of how many is it not known?
// parameters:
//   topic: {type: string, description: "Topic, such as trafficking; empty: all", default: trafficking, optional: true, choices: "MATCH (t:Treaty) WHERE t.topic IS NOT NULL RETURN DISTINCT t.topic AS topic ORDER BY topic"}
//   limit: {type: integer, description: How many States to list, default: 20}
//   as_of: {type: date, description: Day on which the facts hold}
//   strict: {type: boolean, description: "Answer unknown where no source vouches for the answer on that very day", default: false}
// columns:
//   id: State
//   name: Its name
//   region: Its region
//   not_joined: Treaties of the topic it is not party to, signed ones and those it withdrew from included
//   signed: Of these, signed and never joined
//   disputed: Treaties of which sources disagree whether it is party
//   unknown: Treaties of which it is not known
//   asked: Treaties of the topic adopted by that day
//   known_until: Last day for which sources vouch for all of these answers
//   treaties: The treaties it is not party to
// denominator:
//   of: UN Member States
//   cypher: "MATCH (s:State) WHERE s.un_member_from <= date($as_of) AND s.un_member_until > date($as_of) RETURN count(s) AS n"
MATCH (s:State)-[st:STANDING]->(t:Treaty)
WHERE ($topic = '' OR t.topic = $topic)
  AND st.holds_from <= date($as_of) AND st.holds_until > date($as_of)
  AND s.un_member_from <= date($as_of) AND s.un_member_until > date($as_of)
WITH s, t, st.known_until AS known,
  CASE WHEN $strict AND coalesce(st.known_until, date('0001-01-01')) < date($as_of) THEN 'unknown' ELSE st.answer END AS answer
ORDER BY t.id
WITH s, count(t) AS asked,
  sum(CASE WHEN answer IN ['not party', 'signatory', 'withdrawn'] THEN 1 ELSE 0 END) AS not_joined,
  sum(CASE WHEN answer = 'signatory' THEN 1 ELSE 0 END) AS signed,
  sum(CASE WHEN answer = 'disputed' THEN 1 ELSE 0 END) AS disputed,
  sum(CASE WHEN answer = 'unknown' THEN 1 ELSE 0 END) AS unknown,
  min(CASE WHEN answer <> 'unknown' THEN known END) AS known_until,
  collect(CASE WHEN answer IN ['not party', 'signatory', 'withdrawn'] THEN t.id END) AS treaties
WHERE not_joined > 0 OR unknown > 0
RETURN s.id AS id, s.name AS name, s.region AS region, not_joined, signed, disputed, unknown, asked, known_until,
  treaties
ORDER BY not_joined DESC, unknown DESC, name
LIMIT $limit;
