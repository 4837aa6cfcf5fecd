// title: Regional and national bodies and organizations the report names
// question: Which regional bodies, national bodies and other organizations does the report name, and what does it say of each?
// columns:
//   id: Body
//   name: Its name
//   label: RegionalBody, Mechanism or Organization
//   relationship: Kind of statement
//   other: Who or what stands at the other end
//   other_name: Its name
//   locators: Where
// denominator:
//   of: bodies the report says something of
//   cypher: "MATCH (b)-[r]-() WHERE (b:RegionalBody OR b:Mechanism OR b:Organization) AND 'un_sg_report_2014' IN r.sources AND type(r) <> 'STANDING' RETURN count(DISTINCT b) AS n"
MATCH (b)-[r]-(x)
WHERE (b:RegionalBody OR b:Mechanism OR b:Organization) AND 'un_sg_report_2014' IN r.sources
  AND NOT type(r) IN ['CITES', 'STATED', 'STANDING']
RETURN b.id AS id, b.name AS name,
  CASE WHEN b:RegionalBody THEN 'RegionalBody' WHEN b:Mechanism THEN 'Mechanism' ELSE 'Organization' END AS label,
  type(r) AS relationship, x.id AS other, coalesce(x.name, x.title) AS other_name,
  [i IN range(0, size(r.sources) - 1) WHERE r.sources[i] = 'un_sg_report_2014' | r.locators[i]] AS locators
ORDER BY label, id, relationship, other;
