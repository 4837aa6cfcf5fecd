// title: Replied, but with nothing of a kind in place
// question: Which States replied and are listed with no measure of a kind in place?
// parameters:
//   kind: {type: string, description: "Kind of measure, such as plan", default: protection, choices: "MATCH (m:Measure)<-[:REPORTED]-(:State) RETURN DISTINCT m.kind AS kind ORDER BY kind"}
// columns:
//   id: State that replied
//   name: Its name
//   answer: "not listed, or not listed in place where it is listed otherwise; unknown where no list of the kind is closed. What a State did not report it may have"
//   otherwise: "What of the kind it is listed with that is not in place, and its status; limits and conditions among it"
//   lists_of_kind: How many lists of measures of the kind name States
//   closed_lists: How many of them are closed; an open list proves nothing by absence
// denominator:
//   of: States that replied
//   cypher: "MATCH (s:State)-[:REPLIED_TO]->(:Document) RETURN count(DISTINCT s) AS n"
MATCH (m:Measure {kind: $kind, nature: 'measure'})<-[:REPORTED]-(:State)
WITH DISTINCT m
WITH count(m) AS lists_of_kind, sum(CASE WHEN m.list_is_open = false THEN 1 ELSE 0 END) AS closed_lists
MATCH (s:State)-[:REPLIED_TO]->(:Document)
WHERE NOT EXISTS { MATCH (s)-[:REPORTED {status: 'in_place'}]->(:Measure {kind: $kind, nature: 'measure'}) }
WITH DISTINCT s, lists_of_kind, closed_lists
OPTIONAL MATCH (s)-[r:REPORTED]->(o:Measure {kind: $kind})
WITH s, lists_of_kind, closed_lists, r, o ORDER BY o.id
WITH s, lists_of_kind, closed_lists,
  [x IN collect(o.id + ': ' + CASE WHEN o.nature = 'measure' THEN r.status ELSE o.nature + ', ' + r.status END)
    WHERE x IS NOT NULL] AS otherwise
RETURN s.id AS id, s.name AS name,
  CASE WHEN size(otherwise) > 0 THEN 'not listed in place' WHEN closed_lists = 0 THEN 'unknown'
    ELSE 'not listed' END AS answer,
  otherwise, lists_of_kind, closed_lists
ORDER BY name;
