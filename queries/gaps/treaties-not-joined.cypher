// title: States outside most treaties of a topic
// question: Which UN Member States are not party to the most treaties of a topic, counting only treaties that a source covers?
// parameters:
//   topic: {type: string, description: "Topic, such as trafficking; empty: all", default: "trafficking", choices: "MATCH (t:Treaty) WHERE t.topic IS NOT NULL RETURN DISTINCT t.topic AS topic ORDER BY topic"}
//   as_of: {type: date, description: Day on which the facts hold}
//   limit: {type: integer, description: How many States to list, default: 20}
// columns:
//   id: State
//   name: Its name
//   region: Its region
//   not_joined: Covered treaties of the topic it is not party to
//   signed: Of these, signed
//   covered: Treaties of the topic that a source covers on that day
//   treaties: The treaties it is not party to
// denominator:
//   of: UN Member States
//   cypher: "MATCH (s:State {un_member: true}) RETURN count(s) AS n"
MATCH (t:Treaty)
WHERE ($topic = '' OR t.topic = $topic)
  AND EXISTS { MATCH (:Source)-[c:COVERS]->(t)
    WHERE (c.since IS NULL OR c.since <= date($as_of)) AND (c.until IS NULL OR c.until > date($as_of)) }
WITH t ORDER BY t.id
WITH collect(t) AS covered
UNWIND covered AS t
MATCH (s:State {un_member: true})
WHERE NOT EXISTS { MATCH (s)-[p:PARTY_TO]->(t)
  WHERE (p.since IS NULL OR p.since <= date($as_of)) AND (p.until IS NULL OR p.until > date($as_of)) }
WITH s, t, size(covered) AS covered,
  EXISTS { MATCH (s)-[g:SIGNED]->(t)
    WHERE (g.since IS NULL OR g.since <= date($as_of)) AND (g.until IS NULL OR g.until > date($as_of))
      AND NOT EXISTS { MATCH (s)-[w:PARTY_TO]->(t) WHERE w.since IS NULL OR w.since <= date($as_of) } } AS signed
ORDER BY t.id
RETURN s.id AS id, s.name AS name, s.region AS region, count(t) AS not_joined,
  sum(CASE WHEN signed THEN 1 ELSE 0 END) AS signed, covered, collect(t.id) AS treaties
ORDER BY not_joined DESC, name
LIMIT $limit;
