// title: By which acts treaties were joined
// question: How many of a treaty's parties on a day consented by ratification, accession, succession or another act?
// parameters:
//   as_of: {type: date, description: Day on which the facts hold}
//   strict: {type: boolean, description: "Answer unknown where no source vouches for the answer on that very day", default: false}
// columns:
//   treaty: Treaty id
//   name: Its name
//   action: Act of consent
//   consents: States and bodies party by this act on that day
//   of_treaty: States and bodies party to the treaty on that day
//   known_until: Last day for which sources vouch for all of these consents
// denominator:
//   of: consents that hold on that day
//   cypher: "MATCH ()-[st:STANDING]->(:Treaty) WHERE st.holds_from <= date($as_of) AND st.holds_until > date($as_of) AND CASE WHEN $strict AND coalesce(st.known_until, date('0001-01-01')) < date($as_of) THEN 'unknown' ELSE st.answer END = 'party' RETURN count(st) AS n"
MATCH ()-[st:STANDING]->(t:Treaty)
WHERE st.holds_from <= date($as_of) AND st.holds_until > date($as_of)
  AND CASE WHEN $strict AND coalesce(st.known_until, date('0001-01-01')) < date($as_of) THEN 'unknown' ELSE st.answer END = 'party'
WITH t, st.action AS action, count(st) AS consents, min(st.known_until) AS known_until
WITH t, sum(consents) AS of_treaty, collect({action: action, consents: consents, known_until: known_until}) AS acts
UNWIND acts AS act
RETURN t.id AS treaty, t.name AS name, act.action AS action, act.consents AS consents, of_treaty,
  act.known_until AS known_until
ORDER BY treaty, consents DESC, action;
