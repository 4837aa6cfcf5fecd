// title: One State's memberships, ended ones included
// question: Of which bodies has a State been member, associate or observer, from when to when?
// parameters:
//   state: {type: string, label: State, description: State id or name, default: MAR}
//   as_of: {type: date, description: Day on which the facts hold}
// columns:
//   body: Body
//   name: Its name
//   status: member, associate or observer
//   since: Since when, as precisely as the source has it
//   until: First day it no longer held
//   holds: Whether it holds on that day
//   known_until: Last day for which a source vouches for it, where it holds
//   dispute: Contradiction between sources, if any
//   sources: Who says so
//   locators: Where
// denominator:
//   of: regional bodies in the graph
//   cypher: "MATCH (b:RegionalBody) RETURN count(b) AS n"
MATCH (:State {id: $state})-[m:MEMBER_OF]->(b:RegionalBody)
WHERE m.holds_from <= date($as_of)
RETURN b.id AS body, b.name AS name, m.status AS status,
  left(toString(m.since), CASE m.since_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 WHEN 'not_before' THEN 0 WHEN 'not_after' THEN 0 ELSE 10 END) AS since,
  left(toString(m.until), CASE m.until_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 WHEN 'not_before' THEN 0 WHEN 'not_after' THEN 0 ELSE 10 END) AS until,
  m.holds_until > date($as_of) AS holds, CASE WHEN m.holds_until > date($as_of) THEN m.known_until END AS known_until, m.dispute AS dispute,
  m.sources AS sources, m.locators AS locators
ORDER BY name, m.holds_from, status;
