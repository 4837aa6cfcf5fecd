// title: Reports of a special procedure
// question: Which reports did a special procedure produce, on what, when?
// parameters:
//   entity: {type: string, label: UNEntity, description: Special procedure, default: SR_TRAFFICKING}
//   word: {type: string, description: "Word of the subject, such as children; empty: all", default: ""}
// columns:
//   symbol: Document symbol
//   issued: When, as precisely as the source has it
//   name: Subject
//   sources: Who says so
//   locators: Where
// denominator:
//   of: reports of that entity recorded
//   cypher: "MATCH (:UNEntity {id: $entity})-[:PRODUCED]->(d:Document) RETURN count(DISTINCT d) AS n"
MATCH (e:UNEntity {id: $entity})-[p:PRODUCED]->(d:Document)
WHERE $word = '' OR toLower(d.name) CONTAINS toLower($word)
RETURN d.symbol AS symbol,
  left(toString(d.issued), CASE d.issued_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS issued,
  d.name AS name, p.sources AS sources, p.locators AS locators
ORDER BY issued DESC, symbol;
