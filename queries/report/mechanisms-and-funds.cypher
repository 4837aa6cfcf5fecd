// title: Coordination mechanisms and funds, and who does what in them
// question: Which mechanisms and funds does the report name, and who coordinates, chairs, facilitates, administers or belongs to them?
// columns:
//   id: Mechanism or fund
//   name: Its name
//   kind: Its kind
//   role: "What the actor is to it: coordinates, chair, co_chair, facilitates, administers, manages, member, established it, whole (it is part of the actor), part (the actor is part of it)"
//   actor: Who
//   actor_name: Its name
//   since: Since when, as precisely as the report has it
//   until: Until when
//   locators: Where
// denominator:
//   of: mechanisms and funds the report names
//   cypher: "MATCH (m) WHERE (m:Mechanism OR m:Fund) AND 'un_sg_report_2014' IN m.sources RETURN count(m) AS n"
MATCH (m)
WHERE (m:Mechanism OR m:Fund) AND 'un_sg_report_2014' IN m.sources
OPTIONAL MATCH (m)-[r:COORDINATES|CHAIRS|FACILITATES|ADMINISTERS|MEMBER_OF|ESTABLISHED|PART_OF]-(x)
WHERE 'un_sg_report_2014' IN r.sources
RETURN m.id AS id, m.name AS name, m.kind AS kind,
  CASE type(r)
    WHEN 'CHAIRS' THEN coalesce(r.role, 'chair')
    WHEN 'ADMINISTERS' THEN coalesce(r.role, 'administers')
    WHEN 'MEMBER_OF' THEN 'member'
    WHEN 'PART_OF' THEN CASE WHEN startNode(r).id = m.id THEN 'whole' ELSE 'part' END
    ELSE toLower(type(r)) END AS role,
  x.id AS actor, x.name AS actor_name,
  left(toString(r.since), CASE r.since_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 WHEN 'not_before' THEN 0 ELSE 10 END) AS since,
  left(toString(r.until), CASE r.until_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS until,
  coalesce(r.locators, m.locators) AS locators
ORDER BY name, role, actor;
