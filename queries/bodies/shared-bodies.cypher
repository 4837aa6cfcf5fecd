// title: Bodies two States share
// question: Which bodies, UN entities and mechanisms do two States both belong to on a day, and in which standing?
// parameters:
//   state: {type: string, label: State, description: State id or name, default: THA}
//   other: {type: string, label: State, description: The other State, default: MMR}
//   as_of: {type: date, description: Day on which the facts hold}
// columns:
//   id: Body
//   name: Its name
//   kind: Its kind
//   members: Members recorded on that day; the fewer, the more the link says
//   status: Standing of the State
//   since: Since when, as precisely as the source has it
//   other_status: Standing of the other State
//   other_since: Since when
//   known_until: Last day for which sources vouch for both
//   disputed: Whether sources contradict each other on one of the two
//   sources: Who says so of the State
//   other_sources: Who says so of the other
MATCH (:State {id: $state})-[m:MEMBER_OF]->(b)<-[n:MEMBER_OF]-(:State {id: $other})
WHERE m.holds_from <= date($as_of) AND m.holds_until > date($as_of)
  AND n.holds_from <= date($as_of) AND n.holds_until > date($as_of)
RETURN b.id AS id, b.name AS name, b.kind AS kind,
  COUNT { MATCH (:State)-[k:MEMBER_OF {status: 'member'}]->(b) WHERE k.holds_from <= date($as_of) AND k.holds_until > date($as_of) } AS members,
  m.status AS status, left(toString(m.since), CASE m.since_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 WHEN 'not_before' THEN 0 WHEN 'not_after' THEN 0 ELSE 10 END) AS since,
  n.status AS other_status, left(toString(n.since), CASE n.since_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 WHEN 'not_before' THEN 0 WHEN 'not_after' THEN 0 ELSE 10 END) AS other_since,
  CASE WHEN m.known_until < n.known_until THEN m.known_until ELSE n.known_until END AS known_until,
  m.disputed OR n.disputed AS disputed, m.sources AS sources, n.sources AS other_sources
ORDER BY members, name, status, other_status;
