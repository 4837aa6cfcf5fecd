// title: Replied, but in no list of a kind
// question: Which States replied and stand in no list of measures of a kind?
// parameters:
//   kind: {type: string, description: "Kind of measure, such as plan", default: protection, choices: "MATCH (m:Measure) WHERE m.kind IS NOT NULL RETURN DISTINCT m.kind AS kind ORDER BY kind"}
// columns:
//   id: State that replied
//   name: Its name
//   answer: "in no list: not more than that; what a State did not report it may have"
//   lists_of_kind: How many lists of the kind name States
//   closed_lists: How many of them are closed
// denominator:
//   of: States that replied
//   cypher: "MATCH (s:State)-[:REPLIED_TO]->(:Document) RETURN count(DISTINCT s) AS n"
MATCH (m:Measure {kind: $kind})<-[:REPORTED]-(:State)
WITH DISTINCT m
WITH count(m) AS lists_of_kind, sum(CASE WHEN m.list_is_open = false THEN 1 ELSE 0 END) AS closed_lists
MATCH (s:State)-[:REPLIED_TO]->(:Document)
WHERE NOT EXISTS { MATCH (s)-[:REPORTED]->(:Measure {kind: $kind}) }
RETURN s.id AS id, s.name AS name, 'in no list' AS answer, lists_of_kind, closed_lists
ORDER BY name;
