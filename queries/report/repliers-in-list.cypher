// title: Who of those that replied is listed
// question: Which of the States that replied does the report list for a measure, with which status, and what does its silence on the others mean?
// parameters:
//   measure: {type: string, description: "Measure id, as report-lists gives it", default: P26_COORDINATION_MECHANISMS, choices: "MATCH (:State)-[:REPORTED]->(m:Measure) RETURN DISTINCT m.id AS measure ORDER BY measure"}
//   as_of: {type: date, description: "Day for which the standing towards treaties is shown; the report speaks of 9 and 27 June 2014", default: "2014-06-27"}
// columns:
//   id: State that replied
//   name: Its name
//   answer: "in place; the report's other status, such as under consideration; not listed, where the list is closed; not listed but party, where it is of parties and the State is one all the same; unknown, where the list is open, is of exceptions, or does not say which it is"
//   status: Status the report gives
//   detail: Particulars
//   nature: "measure; limit or condition: not to be listed is no lack"
//   standing: "Treaties the measure is about, or names as a limb or an example, and how the State stands to each on that day; with the last day a source vouches for where that is earlier"
//   locators: Where it is listed
// denominator:
//   of: States that replied
//   cypher: "MATCH (s:State)-[:REPLIED_TO]->(:Document) RETURN count(DISTINCT s) AS n"
MATCH (m:Measure {id: $measure})
OPTIONAL MATCH (:State)-[e:REPORTED {status: 'exception'}]->(m)
WITH m, count(e) AS exceptions
MATCH (s:State)-[:REPLIED_TO]->(:Document)
WITH DISTINCT m, exceptions, s
OPTIONAL MATCH (s)-[r:REPORTED]->(m)
OPTIONAL MATCH (m)-[a:ABOUT]->(t:Treaty)<-[st:STANDING]-(s)
WHERE st.holds_from <= date($as_of) AND st.holds_until > date($as_of)
WITH m, exceptions, s, r, a, t, st ORDER BY t.id
WITH m, exceptions, s, r,
  count(CASE WHEN a.role = 'subject' AND m.kind = 'treaty_participation' THEN st.answer END) AS asked,
  count(CASE WHEN a.role = 'subject' AND m.kind = 'treaty_participation' AND st.answer = 'party' THEN 1 END) AS joined,
  [x IN collect(t.id + CASE WHEN a.role = 'subject' THEN ': ' ELSE ' (' + a.role + '): ' END + st.answer
    + CASE WHEN st.known_until < date($as_of) THEN ' (known on ' + toString(st.known_until) + ')' ELSE '' END)
    WHERE x IS NOT NULL] AS standing
RETURN s.id AS id, s.name AS name,
  CASE WHEN r IS NOT NULL THEN replace(r.status, '_', ' ')
    WHEN NOT m.list_is_open = false OR m.list_is_open IS NULL OR exceptions > 0 THEN 'unknown'
    WHEN asked > 0 AND joined = asked THEN 'not listed but party' ELSE 'not listed' END AS answer,
  r.status AS status, r.detail AS detail, m.nature AS nature, standing, r.locators AS locators
ORDER BY answer, name;
