// title: Coordination mechanisms and funds, and who does what in them
// question: Which mechanisms and funds does the report name, and who coordinates, chairs, facilitates, administers or belongs to them, as it states?
// parameters:
//   as_of: {type: date, description: "Day on which a role is held or not; the report speaks of 9 and 27 June 2014", default: "2014-06-27"}
// columns:
//   id: Mechanism or fund
//   name: Its name
//   kind: Its kind
//   ended: First day on which it no longer existed, where a source says so
//   role: "What the actor is to it: coordinates, chair, co_chair, facilitates, administers, manages, member, established it, whole (it is part of the actor), part (the actor is part of it)"
//   actor: Who
//   actor_name: Its name
//   since: Since when, as the report says
//   until: Until when, as the report says
//   holds: Whether it holds on that day; of a role without dates, only on the days of the sources that state it
//   locators: Where the report says so
// denominator:
//   of: mechanisms and funds the report names
//   cypher: "MATCH (m) WHERE (m:Mechanism OR m:Fund) AND 'un_sg_report_2014' IN m.sources RETURN count(m) AS n"
MATCH (m)
WHERE (m:Mechanism OR m:Fund) AND 'un_sg_report_2014' IN m.sources
OPTIONAL MATCH (m)-[r:COORDINATES|CHAIRS|FACILITATES|ADMINISTERS|MEMBER_OF|ESTABLISHED|PART_OF]-(x)
WHERE 'un_sg_report_2014' IN r.sources
WITH m, r, x, [i IN range(0, size(coalesce(r.sources, m.sources)) - 1)
    WHERE coalesce(r.sources, m.sources)[i] = 'un_sg_report_2014'] AS places
RETURN m.id AS id, m.name AS name, m.kind AS kind, m.ended AS ended,
  CASE type(r)
    WHEN 'CHAIRS' THEN coalesce(r.role, 'chair')
    WHEN 'ADMINISTERS' THEN coalesce(r.role, 'administers')
    WHEN 'MEMBER_OF' THEN 'member'
    WHEN 'PART_OF' THEN CASE WHEN startNode(r).id = m.id THEN 'whole' ELSE 'part' END
    ELSE toLower(type(r)) END AS role,
  x.id AS actor, x.name AS actor_name,
  [y IN [i IN places | r.stated_since[i]] WHERE y <> ''][0] AS since,
  CASE WHEN NOT any(y IN coalesce(r.stated_by, []) WHERE y STARTS WITH 'until: ')
    THEN left(toString(r.until), CASE r.until_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) END AS until,
  r.holds_from <= date($as_of) AND r.holds_until > date($as_of) AS holds,
  [i IN places | coalesce(r.locators, m.locators)[i]] AS locators
ORDER BY name, role, actor;
