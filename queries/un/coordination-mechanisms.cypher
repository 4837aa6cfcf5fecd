// title: Coordination mechanisms, who takes part and how
// question: Who belongs to, coordinates, chairs, facilitates or administers which mechanism on a day?
// parameters:
//   as_of: {type: date, description: Day on which the facts hold}
// columns:
//   mechanism: Mechanism
//   mechanism_name: Its name
//   kind: "global, regional or national"
//   part: Member of, coordinates, chairs, facilitates or administers
//   id: Who
//   name: Its name
//   role: Role, where the source names one
//   since: Since when, as precisely as the source has it
//   until: Until when; empty where the source does not say
//   known_until: Last day for which a source vouches for it
//   source: Who says so
//   locators: Where
// denominator:
//   of: mechanisms recorded
//   cypher: "MATCH (m:Mechanism) RETURN count(m) AS n"
MATCH (e)-[r:MEMBER_OF|COORDINATES|CHAIRS|FACILITATES|ADMINISTERS]->(m:Mechanism)
WHERE r.holds_from <= date($as_of) AND r.holds_until > date($as_of)
RETURN m.id AS mechanism, m.name AS mechanism_name, m.kind AS kind,
  CASE type(r) WHEN 'MEMBER_OF' THEN 'member of' ELSE toLower(type(r)) END AS part,
  e.id AS id, e.name AS name, r.role AS role, left(toString(r.since), CASE r.since_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 WHEN 'not_before' THEN 0 WHEN 'not_after' THEN 0 ELSE 10 END) AS since,
  left(toString(r.until), CASE r.until_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 WHEN 'not_before' THEN 0 WHEN 'not_after' THEN 0 ELSE 10 END) AS until,
  r.known_until AS known_until, r.source AS source, r.locators AS locators
ORDER BY mechanism, part, id;
