// title: Neighbours without a recorded agreement
// question: Which States with a common land border have no bilateral agreement recorded on a day, and would a register of one of them have it?
// parameters:
//   topic: {type: string, description: "Topic, such as readmission; empty: all", default: "", choices: "MATCH (a:BilateralAgreement) RETURN DISTINCT a.topic AS topic ORDER BY topic"}
//   as_of: {type: date, description: Day on which the facts hold}
//   strict: {type: boolean, description: "Answer unknown where no source vouches for the answer on that very day", default: false}
// columns:
//   id: One State
//   name: Its name
//   other: Its neighbour
//   other_name: Its name
//   answer: "none recorded, where a register of one of the two that had begun by the day covers the topic; otherwise unknown"
//   known_until: Last day for which such a register vouches for it
//   registers: Those registers
//   border_source: Who states the border
// denominator:
//   of: pairs of UN Member States with a common land border
//   cypher: "MATCH (a:State)-[b:BORDERS {kind: 'land'}]->(c:State) WHERE b.holds_from <= date($as_of) AND b.holds_until > date($as_of) AND a.un_member_from <= date($as_of) AND a.un_member_until > date($as_of) AND c.un_member_from <= date($as_of) AND c.un_member_until > date($as_of) RETURN count(b) AS n"
MATCH (one:State)-[b:BORDERS {kind: 'land'}]->(other:State)
WHERE b.holds_from <= date($as_of) AND b.holds_until > date($as_of)
  AND one.un_member_from <= date($as_of) AND one.un_member_until > date($as_of)
  AND other.un_member_from <= date($as_of) AND other.un_member_until > date($as_of)
  AND NOT EXISTS { MATCH (one)-[:CONCLUDED]->(a:BilateralAgreement)<-[:CONCLUDED]-(other)
    WHERE ($topic = '' OR a.topic = $topic) AND a.holds_from <= date($as_of) AND a.holds_until > date($as_of) }
OPTIONAL MATCH (source:Source)-[c:COVERS]->(s:State)
  WHERE s.id IN [one.id, other.id] AND (c.topic IS NULL OR ($topic <> '' AND c.topic = $topic)) AND c.holds_from <= date($as_of)
WITH one, other, b, c, source ORDER BY source.id
WITH one, other, b, max(c.known_until) AS known_until, collect(DISTINCT source.id) AS registers
RETURN one.id AS id, one.name AS name, other.id AS other, other.name AS other_name,
  CASE WHEN size(registers) = 0 OR ($strict AND known_until < date($as_of)) THEN 'unknown' ELSE 'none recorded' END AS answer,
  known_until, registers, b.source AS border_source
ORDER BY answer, name, other_name;
