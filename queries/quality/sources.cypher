// title: The sources of this graph
// question: Which sources is the graph made of, up to which day do they speak, and how much does each state?
// columns:
//   id: Source
//   title: Its title
//   publisher: Its publisher
//   licence: Its licence
//   authority: Its rank when sources contradict each other
//   as_of: Day up to which it speaks
//   relationships: Relationships it takes precedence in
// denominator:
//   of: relationships that sources state
//   cypher: "MATCH ()-[r]->() WHERE r.stated_since IS NOT NULL RETURN count(r) AS n"
OPTIONAL MATCH ()-[r]->()
  WHERE r.stated_since IS NOT NULL
WITH r.source AS source, count(r) AS relationships
WITH collect({source: source, relationships: relationships}) AS counts
MATCH (s:Source)
RETURN s.id AS id, s.title AS title, s.publisher AS publisher, s.licence AS licence, s.authority AS authority,
  s.as_of AS as_of,
  reduce(total = 0, c IN counts | total + CASE WHEN c.source = s.id THEN c.relationships ELSE 0 END) AS relationships
ORDER BY id;
