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
//   disputed: Whether sources contradict each other on one of the two
//   sources: Who says so of the State
//   other_sources: Who says so of the other
MATCH (one:State {id: $state})-[m:MEMBER_OF]->(b)<-[n:MEMBER_OF]-(other:State {id: $other})
WHERE (m.since IS NULL OR m.since <= date($as_of)) AND (m.until IS NULL OR m.until > date($as_of))
  AND (n.since IS NULL OR n.since <= date($as_of)) AND (n.until IS NULL OR n.until > date($as_of))
RETURN b.id AS id, b.name AS name, b.kind AS kind,
  COUNT { MATCH (s:State)-[k:MEMBER_OF {status: 'member'}]->(b) WHERE (k.since IS NULL OR k.since <= date($as_of)) AND (k.until IS NULL OR k.until > date($as_of)) } AS members,
  m.status AS status, left(toString(m.since), CASE m.since_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 WHEN 'not_before' THEN 0 ELSE 10 END) AS since,
  n.status AS other_status, left(toString(n.since), CASE n.since_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 WHEN 'not_before' THEN 0 ELSE 10 END) AS other_since,
  m.disputed OR n.disputed AS disputed, m.sources AS sources, n.sources AS other_sources
ORDER BY members, name;
