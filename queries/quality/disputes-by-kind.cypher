// title: Disputes by kind
// question: In which ways do sources contradict each other, on which relationships, and who takes precedence?
// columns:
//   relationship: Type of the relationship
//   kind: In what they contradict each other
//   source: Source that takes precedence
//   facts: Disputed facts; one that is disputed in two ways stands in both
//   examples: Up to three of them
// denominator:
//   of: disputed relationships
//   cypher: "MATCH ()-[r]->() WHERE r.disputed AND r.stated_since IS NOT NULL RETURN count(r) AS n"
MATCH (a)-[r]->(b)
WHERE r.disputed AND r.stated_since IS NOT NULL
WITH a, r, b, [known IN [
    {kind: 'sources differ on a value', words: 'Sources differ on '},
    {kind: 'stated against the silence of a source that covers the question', words: 'does not have it'},
    {kind: 'stated for a day before it began', words: 'before it began'},
    {kind: 'stated for a day after it ended', words: 'after it ended'},
    {kind: 'ended by one source, without an end by another', words: 'without an end'},
    {kind: 'ended, then stated again without a start', words: 'without a start'},
    {kind: 'missing from a later snapshot of a roster that had it', words: 'states it of a later day'},
    {kind: 'overruled by the written check of another roster', words: 'by its check of'},
    {kind: 'party by one source, not in a whole list', words: 'not in the whole list of'}
  ] WHERE r.dispute CONTAINS known.words | known.kind] AS kinds
UNWIND CASE WHEN size(kinds) = 0 THEN ['other'] ELSE kinds END AS kind
WITH type(r) AS relationship, kind, r.source AS source, a.id + ' ' + b.id AS pair
ORDER BY relationship, kind, source, pair
WITH relationship, kind, source, count(pair) AS facts, collect(pair) AS pairs
RETURN relationship, kind, source, facts, pairs[0..3] AS examples
ORDER BY facts DESC, relationship, kind, source;
