// title: Reporting States without both a plan and a coordination mechanism
// question: Which States that replied are not listed both with a national plan or strategy and with a national coordination mechanism?
// columns:
//   id: State that replied
//   name: Its name
//   plans: Plans and strategies it is listed with, and the status of each
//   mechanism: Whether it is listed with a coordination mechanism
//   locators: Where
// denominator:
//   of: States that replied
//   cypher: "MATCH (s:State)-[:REPLIED_TO]->(:Document) RETURN count(DISTINCT s) AS n"
MATCH (s:State)-[:REPLIED_TO]->(:Document)
OPTIONAL MATCH (s)-[p:REPORTED]->(plan:Measure)
WHERE plan.id IN ['P23_NATIONAL_STRATEGIES', 'P23_SECOND_OR_LATER_PLANS', 'P23_PLANS_NOT_FINALIZED']
WITH s, p, plan ORDER BY plan.id
WITH s, collect(plan.name + ' (' + p.status + ')') AS plans,
  sum(CASE WHEN p.status = 'in_place' THEN 1 ELSE 0 END) AS in_place, collect(p.locators[0]) AS locators
OPTIONAL MATCH (s)-[c:REPORTED]->(:Measure {id: 'P26_COORDINATION_MECHANISMS'})
WITH s, plans, in_place, c, locators
WHERE in_place = 0 OR c IS NULL
RETURN s.id AS id, s.name AS name, plans, c IS NOT NULL AS mechanism,
  locators + coalesce(c.locators, []) AS locators
ORDER BY name;
