// title: Every list of the report and what its silence means
// question: Which lists of States does the report give, with which status for whom, and who of those that replied is not listed?
// parameters:
//   as_of: {type: date, description: "Day for which the standing towards treaties is shown; the report speaks of 9 and 27 June 2014", default: "2014-06-27"}
// columns:
//   measure: List
//   name: What it is of
//   kind: Its kind
//   nature: "measure; limit or condition: to be in no such list is no lack"
//   paragraph: Where it stands
//   list: "closed; open: examples only; exceptions: closed, but of those excepted; not a list: named in running text"
//   in_place: States said to have it in place
//   otherwise: States listed with another status, and that status
//   alternatives: Limbs of an and/or statement; no one limb is said of any State
//   not_listed: "Of a closed list, the States that replied and are not listed; of any other, null. Not listed is not more than that"
//   party_all_the_same: "Of a closed list of parties, those not listed that are party to each treaty it names: the standing decides"
// denominator:
//   of: States that replied
//   cypher: "MATCH (s:State)-[:REPLIED_TO]->(:Document) RETURN count(DISTINCT s) AS n"
MATCH (m:Measure)<-[r:REPORTED]-(s:State)
WITH m, s, r ORDER BY s.id, r.status
WITH m, collect(DISTINCT s.id) AS listed,
  [x IN collect(CASE WHEN r.status = 'in_place' THEN s.id END) WHERE x IS NOT NULL] AS in_place,
  [x IN collect(CASE WHEN r.status <> 'in_place' THEN s.id + ': ' + r.status END) WHERE x IS NOT NULL] AS otherwise,
  count(CASE WHEN r.status = 'exception' THEN 1 END) AS exceptions
WITH m, listed, in_place, otherwise, exceptions > 0 AS excepted
MATCH (reply:State)-[:REPLIED_TO]->(:Document)
WITH m, listed, in_place, otherwise, excepted, reply ORDER BY reply.id
WITH m, listed, in_place, otherwise, excepted, collect(DISTINCT reply.id) AS replied
OPTIONAL MATCH (m)-[:ABOUT {role: 'subject'}]->(t:Treaty) WHERE m.kind = 'treaty_participation'
WITH m, listed, in_place, otherwise, excepted, replied, count(DISTINCT t) AS treaties
OPTIONAL MATCH (m)-[:ABOUT {role: 'subject'}]->(:Treaty)<-[st:STANDING {answer: 'party'}]-(p:State)
WHERE m.kind = 'treaty_participation' AND st.holds_from <= date($as_of) AND st.holds_until > date($as_of)
WITH m, listed, in_place, otherwise, excepted, replied, treaties, p, count(st) AS joined
WITH m, listed, in_place, otherwise, excepted, replied, treaties,
  [x IN collect(CASE WHEN joined = treaties THEN p.id END) WHERE x IS NOT NULL] AS parties
RETURN m.id AS measure, m.name AS name, m.kind AS kind, m.nature AS nature, m.paragraph AS paragraph,
  CASE WHEN excepted THEN 'exceptions' WHEN m.list_is_open = true THEN 'open' WHEN m.list_is_open = false THEN 'closed'
    ELSE 'not a list' END AS list,
  in_place, otherwise, coalesce(m.alternatives, []) AS alternatives,
  CASE WHEN m.list_is_open = false AND NOT excepted THEN [x IN replied WHERE NOT x IN listed] END AS not_listed,
  CASE WHEN m.list_is_open = false AND NOT excepted AND treaties > 0
    THEN [x IN replied WHERE NOT x IN listed AND x IN parties] END AS party_all_the_same
ORDER BY measure;
