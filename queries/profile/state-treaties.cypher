// title: One State and every treaty
// question: To which treaties is a State party, which has it only signed or left, to which is it not party, and where is it disputed or unknown?
// parameters:
//   state: {type: string, label: State, description: State id or name, default: THA}
//   as_of: {type: date, description: Day on which the facts hold}
//   strict: {type: boolean, description: "Answer unknown where no source vouches for the answer on that very day", default: false}
// columns:
//   treaty: Treaty id
//   name: Its name
//   topic: Its topic
//   core: Whether it is an instrument made against trafficking in persons; these stand first
//   answer: party, signatory, withdrawn, not party, disputed or unknown
//   known_until: Last day for which a source vouches for the answer
//   signed: Day of signature
//   party_since: Day of consent
//   action: Act of consent
//   in_force: Entry into force for the State, where a source states it
//   sources: Who says so; for not party the whole lists whose silence is meant
//   locators: Where
//   dispute: How sources contradict each other, if they do
// denominator:
//   of: treaties it is asked about on that day
//   cypher: "MATCH (:State {id: $state})-[st:STANDING]->(t:Treaty) WHERE st.holds_from <= date($as_of) AND st.holds_until > date($as_of) RETURN count(t) AS n"
MATCH (s:State {id: $state})-[st:STANDING]->(t:Treaty)
WHERE st.holds_from <= date($as_of) AND st.holds_until > date($as_of)
OPTIONAL MATCH (s)-[g:SIGNED]->(t)
  WHERE g.holds_from <= date($as_of) AND g.holds_until > date($as_of)
RETURN t.id AS treaty, t.name AS name, t.topic AS topic, coalesce(t.core, false) AS core,
  CASE WHEN $strict AND coalesce(st.known_until, date('0001-01-01')) < date($as_of) THEN 'unknown' ELSE st.answer END AS answer,
  st.known_until AS known_until,
  left(toString(g.since), CASE g.since_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS signed,
  CASE WHEN st.answer <> 'signatory' THEN left(toString(st.since), CASE st.since_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) END AS party_since,
  st.action AS action,
  left(toString(st.in_force), CASE st.in_force_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS in_force,
  st.sources AS sources, st.locators AS locators, st.dispute AS dispute
ORDER BY core DESC, topic, name;
