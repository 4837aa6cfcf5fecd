// title: How surely each State is in its cluster
// question: How surely is each State in its cluster, the least sure first? Empty until `pactgraph analyse --write`.
// parameters:
//   limit: {type: integer, description: How many States to list, default: 25}
// columns:
//   state: State
//   name: Its name
//   cluster: Number of its cluster
//   cluster_name: What the cluster's States share
//   confidence: Share of its cluster's other States it stays with when a few links are left out, 0 to 1
//   as_at: Day it was computed for
// denominator:
//   of: UN Member States in a cluster (0 until `pactgraph analyse --write` has written clusters)
//   cypher: "MATCH (s:State)-[:IN_CLUSTER]->(:Cluster) RETURN count(s) AS n"
MATCH (s:State)-[i:IN_CLUSTER]->(c:Cluster)
RETURN s.id AS state, s.name AS name, c.number AS cluster, c.name AS cluster_name, i.confidence AS confidence,
  i.as_at AS as_at
ORDER BY confidence, state
LIMIT $limit;
