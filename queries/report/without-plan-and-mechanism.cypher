// title: Reporting States without both a plan and a coordination mechanism in place
// question: Which States that replied are not listed both with a national plan or strategy in place and with a national coordination mechanism in place?
// columns:
//   id: State that replied
//   name: Its name
//   plan: "in place, the report's other status, or not listed: what the report says of its plans and strategies at best"
//   plans: Plans and strategies it is listed with, and the status of each
//   mechanism: "in place, the report's other status, or not listed: what the report says of its coordination mechanism. Not listed is not more than that"
//   locators: Where
// denominator:
//   of: States that replied
//   cypher: "MATCH (s:State)-[:REPLIED_TO]->(:Document) RETURN count(DISTINCT s) AS n"
MATCH (s:State)-[:REPLIED_TO]->(:Document)
WITH DISTINCT s
OPTIONAL MATCH (s)-[p:REPORTED]->(plan:Measure)
WHERE plan.id IN ['P23_NATIONAL_STRATEGIES', 'P23_SECOND_OR_LATER_PLANS', 'P23_PLANS_NOT_FINALIZED']
WITH s, p, plan ORDER BY plan.id
WITH s, collect(plan.name + ' (' + p.status + ')') AS plans, collect(p.status) AS statuses,
  collect(p.locators[0]) AS places
OPTIONAL MATCH (s)-[c:REPORTED]->(:Measure {id: 'P26_COORDINATION_MECHANISMS'})
WITH s, plans, places, coalesce(c.locators, []) AS also,
  CASE WHEN 'in_place' IN statuses THEN 'in place' ELSE coalesce(replace(statuses[0], '_', ' '), 'not listed') END AS plan,
  coalesce(replace(c.status, '_', ' '), 'not listed') AS mechanism
WHERE plan <> 'in place' OR mechanism <> 'in place'
RETURN s.id AS id, s.name AS name, plan, plans, mechanism, places + also AS locators
ORDER BY name;
