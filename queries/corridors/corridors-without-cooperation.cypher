// title: Corridors without cooperation on record
// question: Between which States were victims detected while no treaty, agreement or body in common is recorded on a day?
// parameters:
//   topic: {type: string, description: "Topic of the treaties that count, such as trafficking or organized_crime", default: trafficking, choices: "MATCH (t:Treaty) WHERE t.topic IS NOT NULL RETURN DISTINCT t.topic AS topic ORDER BY topic"}
//   most_members: {type: integer, description: "Bodies with more members than this do not count: nearly all States share them", default: 60}
//   as_of: {type: date, description: Day on which the facts hold}
//   strict: {type: boolean, description: "Answer unknown where no source vouches for the answer on that very day", default: false}
// columns:
//   citizenship: State whose citizens the victims are
//   citizenship_name: Its name
//   detecting: State that detected them
//   detecting_name: Its name
//   first_year: First year with a record
//   last_year: Last year with a record; it may lie after the day
//   victims_min: At least so many persons over those years
//   victims_max: At most so many
//   answer: "none recorded, where the two certainly share no treaty of the topic and a register covers all agreements of one of them; otherwise unknown"
//   known_until: Last day for which sources vouch for that answer
//   source: Who says that victims were detected
//   locators: Where
// denominator:
//   of: pairs of States with victims detected by that day
//   cypher: "MATCH (:State)-[v:DETECTED_VICTIMS {domestic: false}]->(:State) WHERE v.holds_from <= date($as_of) AND v.holds_until > date($as_of) RETURN count(v) AS n"
MATCH (b:RegionalBody)<-[m:MEMBER_OF {status: 'member'}]-(s:State)
WHERE m.holds_from <= date($as_of) AND m.holds_until > date($as_of)
WITH b, collect(DISTINCT s.id) AS members
WHERE size(members) <= $most_members
UNWIND members AS member
WITH member, collect(b.id) AS shared
WITH collect({state: member, bodies: shared}) AS memberships
MATCH (s:State)
OPTIONAL MATCH (s)-[st:STANDING]->(t:Treaty {topic: $topic})
  WHERE st.holds_from <= date($as_of) AND st.holds_until > date($as_of)
WITH memberships, s, t, st.known_until AS known,
  CASE WHEN $strict AND coalesce(st.known_until, date('0001-01-01')) < date($as_of) THEN 'unknown' ELSE st.answer END AS answer
WITH memberships, s, min(CASE WHEN answer <> 'unknown' THEN known END) AS known,
  collect(CASE WHEN answer = 'party' THEN t.id END) AS party,
  collect(CASE WHEN answer IN ['party', 'disputed', 'unknown'] THEN t.id END) AS perhaps
OPTIONAL MATCH (:Source)-[c:COVERS]->(s)
  WHERE c.topic IS NULL AND c.holds_from <= date($as_of)
WITH memberships, s, known, party, perhaps, max(c.known_until) AS registered
WITH s, known, party, perhaps, registered,
  coalesce([x IN memberships WHERE x.state = s.id | x.bodies][0], []) AS bodies,
  COLLECT { MATCH (s)-[:CONCLUDED]->(x:BilateralAgreement)
    WHERE x.holds_from <= date($as_of) AND x.holds_until > date($as_of)
    RETURN x.id } AS agreements
WITH collect({id: s.id, known: known, party: party, perhaps: perhaps, registered: registered, bodies: bodies,
  agreements: agreements}) AS states
UNWIND states AS one
MATCH (a:State {id: one.id})-[v:DETECTED_VICTIMS {domestic: false}]->(d:State)
WHERE v.holds_from <= date($as_of) AND v.holds_until > date($as_of)
WITH a, v, d, one, [x IN states WHERE x.id = d.id][0] AS other
WHERE none(id IN one.party WHERE id IN other.party) AND none(id IN one.bodies WHERE id IN other.bodies)
  AND none(id IN one.agreements WHERE id IN other.agreements)
WITH a, v, d, none(id IN one.perhaps WHERE id IN other.perhaps) AS apart,
  CASE WHEN one.known < other.known THEN one.known ELSE other.known END AS treaties_known,
  CASE WHEN one.registered IS NULL OR one.registered < other.registered THEN other.registered ELSE one.registered END AS registered
WITH a, v, d, apart AND registered IS NOT NULL AS settled,
  CASE WHEN apart THEN CASE WHEN registered < treaties_known THEN registered
    WHEN registered IS NOT NULL THEN coalesce(treaties_known, registered) END END AS known_until
RETURN a.id AS citizenship, a.name AS citizenship_name, d.id AS detecting, d.name AS detecting_name,
  v.first_year AS first_year, v.last_year AS last_year, v.victims_min AS victims_min, v.victims_max AS victims_max,
  CASE WHEN NOT settled OR ($strict AND known_until < date($as_of)) THEN 'unknown' ELSE 'none recorded' END AS answer,
  known_until, v.source AS source, v.locators AS locators
ORDER BY victims_min DESC, last_year DESC, citizenship, detecting;
