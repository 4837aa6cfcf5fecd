// title: Acts of consent in a period
// question: Which States and bodies consented to be bound by which treaty in a period, and by which act?
// parameters:
//   treaty: {type: string, label: Treaty, description: "Treaty id or name; empty: all", default: ""}
//   from: {type: date, description: First day of the period, default: "2010-01-01"}
//   as_of: {type: date, description: Last day of the period}
// columns:
//   day: Day of the act, as precisely as the source has it; listed where it certainly lies in the period
//   id: State or body
//   name: Its name
//   treaty: Treaty id
//   treaty_name: Its name
//   action: Act of consent
//   dispute: How sources contradict each other, if they do
//   source: Who says so
//   locators: Where
// denominator:
//   of: dated acts of consent up to the last day
//   cypher: "MATCH ()-[p:PARTY_TO]->(t:Treaty) WHERE ($treaty = '' OR t.id = $treaty) AND p.since IS NOT NULL AND p.holds_from <= date($as_of) RETURN count(p) AS n"
MATCH (x)-[p:PARTY_TO]->(t:Treaty)
WHERE ($treaty = '' OR t.id = $treaty) AND p.since >= date($from) AND p.holds_from <= date($as_of)
RETURN left(toString(p.since), CASE p.since_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS day,
  x.id AS id, x.name AS name, t.id AS treaty, t.name AS treaty_name, p.action AS action, p.dispute AS dispute,
  p.source AS source, p.locators AS locators
ORDER BY p.holds_from, id, treaty;
