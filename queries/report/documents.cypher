// title: Documents the report names, and who made them
// question: Which resolutions, reports, plans, databases and publications does the report name, who produced, adopted or cites them, and where?
// columns:
//   id: Document
//   name: Its name
//   symbol: Document symbol
//   kind: Its kind
//   stage: "awaited or in_preparation, where the report speaks of it as to come or as being made"
//   issued: When, as precisely as its source has it
//   issued_by_source: Which source says when
//   by: Who produced or adopted it
//   presented_to: To whom or where it was presented
//   cited_by: What cites it
//   locators: Where the report names it
// denominator:
//   of: documents the report names
//   cypher: "MATCH (d:Document) WHERE 'un_sg_report_2014' IN d.sources RETURN count(d) AS n"
MATCH (d:Document)
WHERE 'un_sg_report_2014' IN d.sources
OPTIONAL MATCH (who)-[:PRODUCED|ADOPTED]->(d)
WITH d, who ORDER BY who.id
WITH d, collect(DISTINCT who.id) AS by
OPTIONAL MATCH (d)-[:PRESENTED_TO]->(place)
WITH d, by, place ORDER BY place.id
WITH d, by, collect(DISTINCT place.id) AS presented_to
OPTIONAL MATCH (citing)-[:CITES]->(d)
WITH d, by, presented_to, citing ORDER BY citing.id
WITH d, by, presented_to, collect(DISTINCT citing.id) AS cited_by,
  [y IN coalesce(d.stated_by, []) WHERE y STARTS WITH 'issued: '][0] AS another
RETURN d.id AS id, d.name AS name, d.symbol AS symbol, d.kind AS kind, d.stage AS stage,
  left(toString(d.issued), CASE d.issued_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS issued,
  CASE WHEN d.issued IS NOT NULL THEN coalesce(substring(another, 8), d.sources[0]) END AS issued_by_source,
  by, presented_to, cited_by,
  [i IN range(0, size(d.sources) - 1) WHERE d.sources[i] = 'un_sg_report_2014' | d.locators[i]] AS locators
ORDER BY kind, name;
