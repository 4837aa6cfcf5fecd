// title: Facts with a note
// question: What did those who recorded a fact note on it (slips of a source, days of acts at home, ends without a day)?
// parameters:
//   relationship: {type: string, description: Type of the relationship, default: PARTY_TO, choices: "MATCH ()-[r]->() WHERE r.notes IS NOT NULL RETURN DISTINCT type(r) AS relationship ORDER BY relationship"}
// columns:
//   from: Start of the relationship
//   to: Its end
//   since: Its start, as the source that takes precedence has it
//   until: Its end in time
//   notes: The notes
//   sources: All sources that state it
//   locators: Where they state it
// denominator:
//   of: relationships of the type
//   cypher: "MATCH ()-[r]->() WHERE type(r) = $relationship RETURN count(r) AS n"
MATCH (a)-[r]->(b)
WHERE type(r) = $relationship AND r.notes IS NOT NULL
RETURN a.id AS from, b.id AS to,
  left(toString(r.since), CASE r.since_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 WHEN 'not_before' THEN 0 WHEN 'not_after' THEN 0 ELSE 10 END) AS since,
  left(toString(r.until), CASE r.until_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 WHEN 'not_before' THEN 0 WHEN 'not_after' THEN 0 ELSE 10 END) AS until,
  [note IN r.notes WHERE note <> ''] AS notes, r.sources AS sources, r.locators AS locators
ORDER BY notes[0], to, from;
