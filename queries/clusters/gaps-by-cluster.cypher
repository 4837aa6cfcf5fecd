// title: Treaties most missed in each cluster
// question: In which treaty do most States of a cluster have a gap of a kind? Empty until `pactgraph analyse --write`.
// parameters:
//   kind: {type: string, description: "Kind of gap, such as instrument", default: instrument, values_of: Gap.kind}
//   limit: {type: integer, description: How many rows to list, default: 25}
// columns:
//   cluster: Number of the cluster
//   name: Number and what sets it apart
//   treaty: Treaty
//   states_with_gap: States of the cluster with such a gap, where sources cover the question
//   size: States of the cluster
//   states: Their ids
// denominator:
//   of: gaps of every kind, unknown ones included (0 until `pactgraph analyse --write` has written them)
//   cypher: "MATCH (g:Gap) RETURN count(g) AS n"
MATCH (c:Cluster)<-[:IN_CLUSTER]-(s:State)-[:HAS_GAP]->(g:Gap)-[:GAP_IN]->(t:Treaty)
WHERE g.kind = $kind AND g.answer = 'gap'
WITH c, t, s ORDER BY s.id
WITH c, t, collect(DISTINCT s.id) AS states
RETURN c.number AS cluster, c.name AS name, t.id AS treaty, size(states) AS states_with_gap, c.size AS size, states
ORDER BY states_with_gap DESC, cluster, treaty
LIMIT $limit;
