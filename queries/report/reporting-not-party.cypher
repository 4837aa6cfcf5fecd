// title: Reporting States not party to a treaty others report
// question: Which States that replied were, at the report's date, not party to a treaty that other States reported being party to?
// parameters:
//   as_of: {type: date, description: Day on which the facts hold; the report speaks of 9 and 27 June 2014, default: "2014-06-27"}
// columns:
//   treaty: Treaty
//   treaty_name: Its name
//   id: State that replied
//   name: Its name
//   answer: "signatory only, not party, or unknown where no source covers the treaty on that day"
//   reported: Whether the report says it reported being party
//   dispute: What sources say against each other, if so
//   locators: Where the report says it reported so
// denominator:
//   of: pairs of a State that replied and a treaty reported
//   cypher: "MATCH (s:State)-[:REPLIED_TO]->(:Document) WITH count(DISTINCT s) AS states MATCH (:State)-[p:PARTY_TO]->(t:Treaty) WHERE 'un_sg_report_2014' IN p.sources WITH states, count(DISTINCT t) AS treaties RETURN states * treaties AS n"
MATCH (:State)-[p:PARTY_TO]->(t:Treaty)
WHERE 'un_sg_report_2014' IN p.sources
WITH DISTINCT t
MATCH (s:State)-[:REPLIED_TO]->(:Document)
WHERE NOT EXISTS { MATCH (s)-[q:PARTY_TO]->(t)
  WHERE (q.since IS NULL OR q.since <= date($as_of)) AND (q.until IS NULL OR q.until > date($as_of)) }
OPTIONAL MATCH (s)-[claim:PARTY_TO]->(t) WHERE 'un_sg_report_2014' IN claim.sources
RETURN t.id AS treaty, t.name AS treaty_name, s.id AS id, s.name AS name,
  CASE WHEN NOT EXISTS { MATCH (:Source)-[c:COVERS]->(t)
      WHERE (c.since IS NULL OR c.since <= date($as_of)) AND (c.until IS NULL OR c.until > date($as_of)) } THEN 'unknown'
    WHEN EXISTS { MATCH (s)-[w:PARTY_TO]->(t) WHERE w.since IS NULL OR w.since <= date($as_of) } THEN 'not party'
    WHEN EXISTS { MATCH (s)-[g:SIGNED]->(t) WHERE g.since IS NULL OR g.since <= date($as_of) } THEN 'signatory only'
    ELSE 'not party' END AS answer,
  claim IS NOT NULL AS reported, claim.dispute AS dispute,
  [i IN range(0, size(coalesce(claim.sources, [])) - 1) WHERE claim.sources[i] = 'un_sg_report_2014' | claim.locators[i]] AS locators
ORDER BY treaty, name;
