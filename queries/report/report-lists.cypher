// title: Every list of the report and what its silence means
// question: Which lists of States does the report give, how long are they, and who of those that replied is not in them?
// columns:
//   measure: List
//   name: What it is of
//   kind: Its kind
//   paragraph: Where it stands
//   list: "closed; open: examples only; exceptions: closed, but of those excepted; not a list: named in running text"
//   listed: States listed
//   alternatives: Limbs of an and/or statement; no one limb is said of any State
//   not_listed: "Of a closed list, the States that replied and are not in it; of any other, null: unknown. Not listed is not more than that"
// denominator:
//   of: States that replied
//   cypher: "MATCH (s:State)-[:REPLIED_TO]->(:Document) RETURN count(DISTINCT s) AS n"
MATCH (m:Measure)<-[r:REPORTED]-(s:State)
WITH m, s, r ORDER BY s.id
WITH m, collect(DISTINCT s.id) AS listed, max(CASE WHEN r.status = 'exception' THEN 1 ELSE 0 END) = 1 AS excepted
MATCH (reply:State)-[:REPLIED_TO]->(:Document)
WITH m, listed, excepted, reply ORDER BY reply.id
WITH m, listed, excepted, collect(DISTINCT reply.id) AS replied
RETURN m.id AS measure, m.name AS name, m.kind AS kind, m.paragraph AS paragraph,
  CASE WHEN excepted THEN 'exceptions' WHEN m.list_is_open = true THEN 'open' WHEN m.list_is_open = false THEN 'closed'
    ELSE 'not a list' END AS list,
  listed, coalesce(m.alternatives, []) AS alternatives,
  CASE WHEN m.list_is_open = false AND NOT excepted THEN [x IN replied WHERE NOT x IN listed] END AS not_listed
ORDER BY measure;
