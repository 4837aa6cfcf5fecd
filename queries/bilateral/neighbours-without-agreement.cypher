// title: Neighbours without a recorded agreement
// question: Which neighbouring States have no bilateral agreement recorded on a day, and would a register of one of them have it?
// parameters:
//   topic: {type: string, description: "Topic, such as readmission; empty: all", default: "", choices: "MATCH (a:BilateralAgreement) RETURN DISTINCT a.topic AS topic ORDER BY topic"}
//   as_of: {type: date, description: Day on which the facts hold}
// columns:
//   id: One State
//   name: Its name
//   other: Its neighbour
//   other_name: Its name
//   answer: "none recorded, where a register of one of the two covers the topic and the day; otherwise unknown"
//   registers: Registers that cover one of the two on that day
//   border_source: Who states the border
// denominator:
//   of: pairs of neighbouring UN Member States
//   cypher: "MATCH (a:State {un_member: true})-[b:BORDERS {kind: 'land'}]->(c:State {un_member: true}) WHERE (b.since IS NULL OR b.since <= date($as_of)) AND (b.until IS NULL OR b.until > date($as_of)) WITH DISTINCT a, c RETURN count(*) AS n"
MATCH (one:State {un_member: true})-[b:BORDERS {kind: 'land'}]->(other:State {un_member: true})
WHERE (b.since IS NULL OR b.since <= date($as_of)) AND (b.until IS NULL OR b.until > date($as_of))
  AND NOT EXISTS { MATCH (one)-[r:CONCLUDED]->(a:BilateralAgreement)<-[:CONCLUDED]-(other)
    WHERE ($topic = '' OR a.topic = $topic)
      AND (r.since IS NULL OR r.since <= date($as_of)) AND (r.until IS NULL OR r.until > date($as_of)) }
WITH one, other, b ORDER BY b.kind
WITH one, other, collect(b.source)[0] AS border_source
OPTIONAL MATCH (source:Source)-[c:COVERS]->(covered:State)
WHERE (covered = one OR covered = other) AND (c.topic IS NULL OR ($topic <> '' AND c.topic = $topic))
  AND (c.since IS NULL OR c.since <= date($as_of)) AND (c.until IS NULL OR c.until > date($as_of))
WITH one, other, border_source, source ORDER BY source.id
WITH one, other, border_source, collect(DISTINCT source.id) AS registers
RETURN one.id AS id, one.name AS name, other.id AS other, other.name AS other_name,
  CASE WHEN size(registers) > 0 THEN 'none recorded' ELSE 'unknown' END AS answer, registers, border_source
ORDER BY answer, name, other_name;
