// title: What the report says against what other sources say
// question: For each participation the report states, what do the depositary and other sources say, and do they contradict it?
// parameters:
//   as_of: {type: date, description: Day on which the participation is counted or not, default: "2014-06-27"}
// columns:
//   id: State
//   name: Its name
//   treaty: Treaty
//   report: Where the report states it
//   others: Who else states it, and since when
//   counted: Whether it counts as party on that day
//   answer: agrees, contradicted, or the report alone
//   dispute: The contradiction in one sentence
// denominator:
//   of: participations the report states
//   cypher: "MATCH (:State)-[p:PARTY_TO]->(:Treaty) WHERE 'un_sg_report_2014' IN p.sources RETURN count(p) AS n"
MATCH (s:State)-[p:PARTY_TO]->(t:Treaty)
WHERE 'un_sg_report_2014' IN p.sources
RETURN s.id AS id, s.name AS name, t.id AS treaty,
  [i IN range(0, size(p.sources) - 1) WHERE p.sources[i] = 'un_sg_report_2014' | p.locators[i]] AS report,
  [i IN range(0, size(p.sources) - 1) WHERE p.sources[i] <> 'un_sg_report_2014' | p.sources[i] + ': ' + p.stated_since[i]] AS others,
  (p.since IS NULL OR p.since <= date($as_of)) AND (p.until IS NULL OR p.until > date($as_of)) AS counted,
  CASE WHEN p.disputed THEN 'contradicted'
    WHEN size([x IN p.sources WHERE x <> 'un_sg_report_2014']) = 0 THEN 'the report alone' ELSE 'agrees' END AS answer,
  p.dispute AS dispute
ORDER BY answer DESC, treaty, name;
