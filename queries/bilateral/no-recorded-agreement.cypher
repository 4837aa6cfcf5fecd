// title: States with no recorded bilateral agreement
// question: For which UN Member States is no bilateral agreement recorded up to a day, and would a register have it?
// parameters:
//   topic: {type: string, description: "Topic, such as labour_migration; empty: all", default: "", choices: "MATCH (a:BilateralAgreement) RETURN DISTINCT a.topic AS topic ORDER BY topic"}
//   as_of: {type: date, description: Day on which the facts hold}
// columns:
//   id: State
//   name: Its name
//   region: Its region
//   answer: "none recorded, where a register of the State covers the topic and the day; otherwise unknown"
//   registers: Registers that cover the State on that day
// denominator:
//   of: UN Member States
//   cypher: "MATCH (s:State {un_member: true}) RETURN count(s) AS n"
MATCH (s:State {un_member: true})
WHERE NOT EXISTS { MATCH (s)-[r:CONCLUDED]->(a:BilateralAgreement)
  WHERE ($topic = '' OR a.topic = $topic)
    AND (r.since IS NULL OR r.since <= date($as_of)) AND (r.until IS NULL OR r.until > date($as_of)) }
OPTIONAL MATCH (source:Source)-[c:COVERS]->(s)
  WHERE (c.topic IS NULL OR ($topic <> '' AND c.topic = $topic))
    AND (c.since IS NULL OR c.since <= date($as_of)) AND (c.until IS NULL OR c.until > date($as_of))
WITH s, collect(source.id) AS registers
RETURN s.id AS id, s.name AS name, s.region AS region,
  CASE WHEN size(registers) > 0 THEN 'none recorded' ELSE 'unknown' END AS answer, registers
ORDER BY region, name;
