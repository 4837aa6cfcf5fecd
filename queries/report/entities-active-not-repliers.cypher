// title: UN entities active, but not among those that replied
// question: Which UN entities does the report show at work without listing them among those that replied?
// columns:
//   id: Entity
//   name: Its name
//   activities: "What it does, where the report says so; awaited and in preparation as the report has it"
//   locators: Where
// denominator:
//   of: UN entities the report shows at work
//   cypher: "MATCH (e:UNEntity)-[r:ACTIVE_IN|SUPPORTS|PRODUCED|HOSTED]->() WHERE 'un_sg_report_2014' IN r.sources RETURN count(DISTINCT e) AS n"
MATCH (e:UNEntity)-[r:ACTIVE_IN|SUPPORTS|PRODUCED|HOSTED]->(x)
WHERE 'un_sg_report_2014' IN r.sources AND NOT EXISTS { MATCH (e)-[:REPLIED_TO]->(:Document) }
WITH e, r, x, [i IN range(0, size(r.sources) - 1) WHERE r.sources[i] = 'un_sg_report_2014' | r.locators[i]][0] AS place
ORDER BY place, x.id
RETURN e.id AS id, e.name AS name,
  collect(coalesce(r.activity, toLower(type(r))) + ': ' + x.name
    + CASE WHEN x.stage IS NULL THEN '' ELSE ' (' + replace(x.stage, '_', ' ') + ')' END) AS activities,
  collect(place) AS locators
ORDER BY name;
