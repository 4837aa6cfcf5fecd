// title: What the report says against what other sources say
// question: For each participation the report states, what do the depositary and other sources say, and how does the State stand on the report's day?
// parameters:
//   as_of: {type: date, description: Day for which the standing is asked, default: "2014-06-27"}
//   strict: {type: boolean, description: "Answer unknown where no source vouches for the answer on that very day", default: false}
// columns:
//   id: State
//   name: Its name
//   treaty: Treaty
//   report: Where the report states it
//   others: Who else states a consent, and since when
//   standing: How the State stands on that day
//   known_until: Last day for which a source vouches for that
//   answer: "agrees; contradicted, where the standing is another or disputed; unknown, where no whole list covers the question; the report alone, where no other source states a consent"
//   dispute: The contradiction in one sentence
// denominator:
//   of: participations the report states
//   cypher: "MATCH (:State)-[p:PARTY_TO]->(:Treaty) WHERE 'un_sg_report_2014' IN p.sources RETURN count(p) AS n"
MATCH (s:State)-[p:PARTY_TO]->(t:Treaty)
WHERE 'un_sg_report_2014' IN p.sources
OPTIONAL MATCH (s)-[st:STANDING]->(t)
WHERE st.holds_from <= date($as_of) AND st.holds_until > date($as_of)
WITH s, p, t, st, CASE WHEN $strict AND coalesce(st.known_until, date('0001-01-01')) < date($as_of) THEN 'unknown' ELSE st.answer END AS standing
RETURN s.id AS id, s.name AS name, t.id AS treaty,
  [i IN range(0, size(p.sources) - 1) WHERE p.sources[i] = 'un_sg_report_2014' | p.locators[i]] AS report,
  [i IN range(0, size(p.sources) - 1) WHERE p.sources[i] <> 'un_sg_report_2014' | p.sources[i] + ': ' + p.stated_since[i]] AS others,
  standing, st.known_until AS known_until,
  CASE WHEN standing IS NULL OR standing = 'unknown' THEN 'unknown' WHEN standing <> 'party' THEN 'contradicted'
    WHEN size([x IN p.sources WHERE x <> 'un_sg_report_2014']) = 0 THEN 'the report alone' ELSE 'agrees' END AS answer,
  coalesce(st.dispute, p.dispute) AS dispute
ORDER BY answer, treaty, name;
