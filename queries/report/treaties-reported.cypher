// title: Treaties the report names, and who reported being party
// question: Which treaties does the report name, where, who reported being party, which lists are about it or name it as a limb or an example? Such a list says party of none.
// parameters:
//   as_of: {type: date, description: "Day for which the standing is shown; the report speaks of 9 and 27 June 2014", default: "2014-06-27"}
// columns:
//   id: Treaty
//   name: Its name
//   named_in: Where the report names it
//   parties: States the report says are party as they reported
//   stands_otherwise: "Of these, those whose standing on that day is another, and which"
//   lists: Lists of States that are about it
//   limbs: Lists that name it as a limb of an and/or statement or as an example; they say it of no State
// denominator:
//   of: treaties the report names
//   cypher: "MATCH (d:Document {id: 'UN_SG_REPORT_2014'})-[:CITES]->(t:Treaty) RETURN count(DISTINCT t) AS n"
MATCH (:Document {id: 'UN_SG_REPORT_2014'})-[c:CITES]->(t:Treaty)
OPTIONAL MATCH (s:State)-[p:PARTY_TO]->(t)
WHERE 'un_sg_report_2014' IN p.sources
WITH t, c, s ORDER BY s.id
WITH t, c, collect(DISTINCT s.id) AS parties
OPTIONAL MATCH (o:State)-[st:STANDING]->(t)
WHERE o.id IN parties AND st.answer <> 'party' AND st.holds_from <= date($as_of) AND st.holds_until > date($as_of)
WITH t, c, parties, o, st ORDER BY o.id
WITH t, c, parties, [x IN collect(o.id + ': ' + st.answer) WHERE x IS NOT NULL] AS stands_otherwise
OPTIONAL MATCH (m:Measure)-[a:ABOUT]->(t)
WITH t, c, parties, stands_otherwise, m, a ORDER BY m.id
RETURN t.id AS id, t.name AS name, c.locators AS named_in, parties, stands_otherwise,
  [x IN collect(DISTINCT CASE WHEN a.role = 'subject' THEN m.id END) WHERE x IS NOT NULL] AS lists,
  [x IN collect(DISTINCT CASE WHEN a.role <> 'subject' THEN m.id + ' (' + a.role + ')' END) WHERE x IS NOT NULL] AS limbs
ORDER BY id;
