// title: What two States can base cooperation on
// question: Which treaties between two States provide each act of cooperation on a day, by which articles, and which agreements of the two are on it?
// parameters:
//   state: {type: string, label: State, description: One State, default: KHM}
//   other: {type: string, label: State, description: The other State, default: THA}
//   as_of: {type: date, description: Day on which the facts hold}
//   strict: {type: boolean, description: "Answer unknown where no source vouches for the answer on that very day", default: false}
// columns:
//   act: Act of cooperation
//   name: Its name
//   answer: "provided by a treaty or an agreement; otherwise unknown: whether it is known that nothing does, `pactgraph basis` tells"
//   treaties: "Treaties both are party to, as far as known in force for both, with their articles on the act, nearest to trafficking first; in brackets where it is for related offences, and where no source states that it is in force for both"
//   agreements: "Bilateral agreements of the two whose subject is the act, as far as known in force"
//   agreements_to_read: Those of which only the text could tell
//   known_until: Last day for which sources vouch for one of the treaties between the two
//   locators: Where the articles stand
// denominator:
//   of: acts of cooperation
//   cypher: "MATCH (act:Act) RETURN count(act) AS n"
MATCH (act:Act)
OPTIONAL MATCH (act)<-[v:PROVIDES]-(t:Treaty)
  WHERE v.holds_from <= date($as_of) AND v.holds_until > date($as_of) AND v.nearness IS NOT NULL
    AND (t.entered_into_force IS NULL OR t.entered_into_force <= date($as_of))
OPTIONAL MATCH (:State {id: $state})-[p:STANDING]->(t)<-[q:STANDING]-(:State {id: $other})
  WHERE p.holds_from <= date($as_of) AND p.holds_until > date($as_of)
    AND CASE WHEN $strict AND coalesce(p.known_until, date('0001-01-01')) < date($as_of) THEN 'unknown' ELSE p.answer END = 'party'
    AND (p.in_force IS NULL OR p.in_force <= date($as_of))
    AND q.holds_from <= date($as_of) AND q.holds_until > date($as_of)
    AND CASE WHEN $strict AND coalesce(q.known_until, date('0001-01-01')) < date($as_of) THEN 'unknown' ELSE q.answer END = 'party'
    AND (q.in_force IS NULL OR q.in_force <= date($as_of))
WITH act, v, v.told + CASE WHEN p.in_force IS NULL OR q.in_force IS NULL THEN ' (in force: not stated)' ELSE '' END AS told,
  p IS NOT NULL AND q IS NOT NULL AS between,
  CASE WHEN p.known_until <= q.known_until THEN p.known_until WHEN q.known_until < p.known_until THEN q.known_until END AS known,
  v.nearness AS nearness, t.id AS treaty
ORDER BY nearness, treaty, v.fact
WITH act, collect(CASE WHEN between THEN told END) AS treaties, max(CASE WHEN between THEN known END) AS known_until,
  collect(CASE WHEN between THEN v.locators END) AS places
WITH act, treaties, known_until, reduce(all = [], place IN places | all + place) AS locators,
  COLLECT { MATCH (:State {id: $state})-[:CONCLUDED]->(a:BilateralAgreement)<-[:CONCLUDED]-(:State {id: $other})
    WHERE a.holds_from <= date($as_of) AND a.holds_until > date($as_of) AND a.topic IN act.agreement_topics
      AND coalesce(a.not_in_force_before, date($as_of)) <= date($as_of)
    RETURN a.id ORDER BY a.id } AS agreements,
  COLLECT { MATCH (:State {id: $state})-[:CONCLUDED]->(a:BilateralAgreement)<-[:CONCLUDED]-(:State {id: $other})
    WHERE a.holds_from <= date($as_of) AND a.holds_until > date($as_of) AND a.topic IN act.topics_to_read
    RETURN a.id ORDER BY a.id } AS agreements_to_read
RETURN act.id AS act, act.name AS name,
  CASE WHEN size(treaties) > 0 OR size(agreements) > 0 THEN 'provided' ELSE 'unknown' END AS answer,
  treaties, agreements, agreements_to_read, known_until, locators
ORDER BY act;
