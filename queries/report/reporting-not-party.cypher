// title: Reporting States not party to a treaty others report
// question: Which States that replied were, at the report's date, not party to a treaty that other States reported being party to?
// parameters:
//   as_of: {type: date, description: Day for which the standing is asked; the report speaks of 9 and 27 June 2014, default: "2014-06-27"}
//   strict: {type: boolean, description: "Answer unknown where no source vouches for the answer on that very day", default: false}
// columns:
//   treaty: Treaty
//   treaty_name: Its name
//   id: State that replied
//   name: Its name
//   answer: "signatory, withdrawn, not party, disputed, or unknown where no whole list covers the question"
//   known_until: Last day for which a source vouches for the answer
//   reported: Whether the report says it reported being party
//   dispute: What sources say against each other, if so
//   locators: Where the report says it reported so
// denominator:
//   of: pairs of a State that replied and a treaty reported
//   cypher: "MATCH (:State)-[p:PARTY_TO]->(t:Treaty) WHERE 'un_sg_report_2014' IN p.sources WITH DISTINCT t MATCH (s:State)-[:REPLIED_TO]->(:Document) WITH DISTINCT t, s MATCH (s)-[st:STANDING]->(t) WHERE st.holds_from <= date($as_of) AND st.holds_until > date($as_of) WITH CASE WHEN $strict AND coalesce(st.known_until, date('0001-01-01')) < date($as_of) THEN 'unknown' ELSE st.answer END AS answer, st.known_until AS known RETURN answer, count(*) AS n, min(known) AS known_until ORDER BY answer"
MATCH (:State)-[p:PARTY_TO]->(t:Treaty)
WHERE 'un_sg_report_2014' IN p.sources
WITH DISTINCT t
MATCH (s:State)-[:REPLIED_TO]->(:Document)
WITH DISTINCT t, s
MATCH (s)-[st:STANDING]->(t)
WHERE st.holds_from <= date($as_of) AND st.holds_until > date($as_of)
WITH t, s, st, CASE WHEN $strict AND coalesce(st.known_until, date('0001-01-01')) < date($as_of) THEN 'unknown' ELSE st.answer END AS answer
WHERE answer <> 'party'
OPTIONAL MATCH (s)-[claim:PARTY_TO]->(t) WHERE 'un_sg_report_2014' IN claim.sources
RETURN t.id AS treaty, t.name AS treaty_name, s.id AS id, s.name AS name, answer,
  st.known_until AS known_until, claim IS NOT NULL AS reported,
  coalesce(st.dispute, claim.dispute) AS dispute,
  [i IN range(0, size(coalesce(claim.sources, [])) - 1) WHERE claim.sources[i] = 'un_sg_report_2014' | claim.locators[i]] AS locators
ORDER BY treaty, name;
