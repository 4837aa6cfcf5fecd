// title: Disputed facts
// question: On which facts do sources contradict each other, and which statement takes precedence?
// columns:
//   from: Start of the relationship
//   relationship: Its type
//   to: Its end
//   dispute: The contradiction in one sentence
//   source: Source that takes precedence
//   sources: All sources that state it
//   locators: Where they state it
// denominator:
//   of: relationships that sources state
//   cypher: "MATCH ()-[r]->() WHERE r.stated_since IS NOT NULL RETURN count(r) AS n"
MATCH (a)-[r]->(b)
WHERE r.disputed AND r.stated_since IS NOT NULL
RETURN a.id AS from, type(r) AS relationship, b.id AS to, r.dispute AS dispute,
  r.source AS source, r.sources AS sources, r.locators AS locators
ORDER BY relationship, from, to, r.fact;
