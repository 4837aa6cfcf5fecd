// title: Strongest ties between clusters
// question: Which pairs of States in different clusters are tied most strongly? Empty until `pactgraph analyse --write`.
// parameters:
//   limit: {type: integer, description: How many pairs to list, default: 25}
// columns:
//   one: State
//   one_cluster: Its cluster
//   other: State of another cluster
//   other_cluster: Its cluster
//   z: By how many standard deviations the tie is stronger than expected; ranks pairs, no test
//   shared: Treaties, bodies and mechanisms both take part in
// denominator:
//   of: ties kept (0 until `pactgraph analyse --write` has written them)
//   cypher: "MATCH (:State)-[t:TIED_TO]->(:State) RETURN count(t) AS n"
MATCH (c:Cluster)<-[:IN_CLUSTER]-(a:State)-[t:TIED_TO]->(b:State)-[:IN_CLUSTER]->(d:Cluster)
WHERE c.id <> d.id
RETURN a.id AS one, c.name AS one_cluster, b.id AS other, d.name AS other_cluster, t.z AS z, t.shared AS shared
ORDER BY z DESC, one, other
LIMIT $limit;
