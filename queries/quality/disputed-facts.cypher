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
//   of: relationships stated by more than one claim
//   cypher: "MATCH ()-[r]->() WHERE size(r.stated_since) > 1 RETURN count(r) AS n"
MATCH (a)-[r]->(b)
WHERE r.disputed AND r.stated_since IS NOT NULL
RETURN a.id AS from, type(r) AS relationship, b.id AS to, r.dispute AS dispute,
  r.source AS source, r.sources AS sources, r.locators AS locators
ORDER BY relationship, from, to;
