// title: Memberships the sources disagree on
// question: On whose membership of which body do sources contradict each other, and what does the graph make of it?
// parameters:
//   body: {type: string, label: RegionalBody, description: "Body id or name; empty: all", default: ""}
// columns:
//   body: Body
//   body_name: Its name
//   state: State
//   state_name: Its name
//   status: Standing that takes precedence
//   since: First day it counts, as precisely as known; empty where only a bound is known
//   until: First day it no longer counts; empty where it goes on or only a bound is known
//   dispute: The contradiction
//   sources: All sources that state it
//   locators: Where
// denominator:
//   of: memberships recorded
//   cypher: "MATCH ()-[m:MEMBER_OF]->(b) WHERE $body = '' OR b.id = $body RETURN count(m) AS n"
MATCH (s)-[m:MEMBER_OF]->(b)
WHERE m.disputed AND ($body = '' OR b.id = $body)
RETURN b.id AS body, b.name AS body_name, s.id AS state, s.name AS state_name, m.status AS status,
  left(toString(m.since), CASE m.since_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 WHEN 'not_before' THEN 0 ELSE 10 END) AS since,
  left(toString(m.until), CASE m.until_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 WHEN 'not_after' THEN 0 ELSE 10 END) AS until,
  m.dispute AS dispute, m.sources AS sources, m.locators AS locators
ORDER BY body, state, dispute;
