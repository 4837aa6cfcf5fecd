// title: Figures in the report
// question: Which numbers does the report state, with which unit and period, and who says so?
// parameters:
//   paragraph: {type: paragraph, description: "Paragraph or footnote, such as 9, para. 9 or footnote 7; empty: all", default: "", choices: "MATCH (f:Figure) WITH DISTINCT f.paragraph AS paragraph RETURN paragraph ORDER BY split(paragraph, ' ')[0] DESC, toInteger(split(paragraph, ' ')[1])"}
// columns:
//   id: Figure
//   name: What is counted
//   value: The number, or the lower end of a range
//   value_max: Upper end of a range
//   unit: Unit
//   qualifier: How the text qualifies it
//   share_of: Whole a share is taken from
//   period_from: First day or year it is about
//   period_to: Last day or year it is about
//   stated_by: Who says so
//   about: What it counts, where that is in the graph
//   paragraph: Where it stands
// denominator:
//   of: figures in the report
//   cypher: "MATCH (f:Figure) RETURN count(f) AS n"
MATCH (f:Figure)
WHERE $paragraph = '' OR f.paragraph = $paragraph
OPTIONAL MATCH (who)-[:STATED]->(f)
WITH f, who ORDER BY who.id
WITH f, collect(DISTINCT who.id) AS stated_by
OPTIONAL MATCH (f)-[:ABOUT]->(what)
WITH f, stated_by, what ORDER BY what.id
RETURN f.id AS id, f.name AS name, f.value AS value, f.value_max AS value_max, f.unit AS unit, f.qualifier AS qualifier,
  f.share_of AS share_of,
  left(toString(f.period_from), CASE f.period_from_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS period_from,
  left(toString(f.period_to), CASE f.period_to_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS period_to,
  stated_by, collect(DISTINCT what.id) AS about, f.paragraph AS paragraph
ORDER BY id;
