// title: UN entities and bodies at work, and where
// question: What does the report say UN entities and other bodies do, where, and did they reply?
// columns:
//   id: Entity or body
//   name: Its name
//   relationship: Kind of statement
//   where: State, group, measure, event or document
//   where_name: Its name
//   activity: What it does
//   replied: Whether it is among those that replied
//   locators: Where
// denominator:
//   of: entities and bodies the report shows at work
//   cypher: "MATCH (e)-[r:ACTIVE_IN|SUPPORTS|HOSTED]->() WHERE NOT e:State AND 'un_sg_report_2014' IN r.sources RETURN count(DISTINCT e) AS n"
MATCH (e)-[r:ACTIVE_IN|SUPPORTS|HOSTED]->(x)
WHERE NOT e:State AND 'un_sg_report_2014' IN r.sources
RETURN e.id AS id, e.name AS name, type(r) AS relationship, x.id AS where, x.name AS where_name,
  coalesce(r.activity, r.role) AS activity, EXISTS { MATCH (e)-[:REPLIED_TO]->(:Document) } AS replied,
  [i IN range(0, size(r.sources) - 1) WHERE r.sources[i] = 'un_sg_report_2014' | r.locators[i]] AS locators
ORDER BY name, where, r.fact;
