// title: Clusters and their States
// question: Which clusters did analysis find, and which States are in each? Empty until `pactgraph analyse --write`.
// columns:
//   number: Number by falling size
//   name: Number and what sets it apart
//   size: Number of States
//   states: Their ids
//   as_at: Day they were computed for
// denominator:
//   of: UN Member States in a cluster (0 until `pactgraph analyse --write` has written clusters)
//   cypher: "MATCH (s:State)-[:IN_CLUSTER]->(:Cluster) RETURN count(s) AS n"
MATCH (s:State)-[:IN_CLUSTER]->(c:Cluster)
WITH c, s ORDER BY s.id
RETURN c.number AS number, c.name AS name, c.size AS size, collect(s.id) AS states, c.as_at AS as_at
ORDER BY number;
