// title: Facts that one source alone states
// question: How much of what each source states is stated by no other, and up to which day does it speak?
// columns:
//   relationship: Type of the relationship
//   source: Source
//   facts: Facts it states
//   alone: Facts that only it states
//   share_alone: Percentage of the facts it states, rounded
//   as_of: Day up to which the source speaks
// denominator:
//   of: relationships that sources state
//   cypher: "MATCH ()-[r]->() WHERE r.stated_since IS NOT NULL RETURN count(r) AS n"
MATCH ()-[r]->()
WHERE r.stated_since IS NOT NULL
UNWIND r.sources AS source
WITH DISTINCT r, source
WITH type(r) AS relationship, source, count(r) AS facts,
  sum(CASE WHEN all(other IN r.sources WHERE other = source) THEN 1 ELSE 0 END) AS alone
MATCH (s:Source {id: source})
RETURN relationship, source, facts, alone, toInteger(round(100.0 * alone / facts)) AS share_alone, s.as_of AS as_of
ORDER BY relationship, facts DESC, source;
