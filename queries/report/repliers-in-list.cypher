// title: Who of those that replied is listed
// question: Which of the States that replied does the report list for a measure, and what does its silence on the others mean?
// parameters:
//   measure: {type: string, description: "Measure id, as report-lists gives it", default: P26_COORDINATION_MECHANISMS, choices: "MATCH (:State)-[:REPORTED]->(m:Measure) RETURN DISTINCT m.id AS measure ORDER BY measure"}
// columns:
//   id: State that replied
//   name: Its name
//   answer: "listed; excepted, where the list is of exceptions; not listed, where the list is closed; unknown, where it is open, is of exceptions, or does not say which it is"
//   status: Status the report gives
//   detail: Particulars
//   locators: Where it is listed
// denominator:
//   of: States that replied
//   cypher: "MATCH (s:State)-[:REPLIED_TO]->(:Document) RETURN count(DISTINCT s) AS n"
MATCH (m:Measure {id: $measure})
OPTIONAL MATCH (:State)-[e:REPORTED {status: 'exception'}]->(m)
WITH m, count(e) AS exceptions
MATCH (s:State)-[:REPLIED_TO]->(:Document)
OPTIONAL MATCH (s)-[r:REPORTED]->(m)
RETURN s.id AS id, s.name AS name,
  CASE WHEN r.status = 'exception' THEN 'excepted' WHEN r IS NOT NULL THEN 'listed'
    WHEN m.list_is_open = false AND exceptions = 0 THEN 'not listed' ELSE 'unknown' END AS answer,
  r.status AS status, r.detail AS detail, r.locators AS locators
ORDER BY answer, name;
