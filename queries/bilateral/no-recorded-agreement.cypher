// title: States with no recorded bilateral agreement
// question: For which UN Member States does no recorded bilateral agreement hold on a day, and would a register have it?
// parameters:
//   topic: {type: string, description: "Topic, such as labour_migration; empty: all", default: "", choices: "MATCH (a:BilateralAgreement) RETURN DISTINCT a.topic AS topic ORDER BY topic"}
//   as_of: {type: date, description: Day on which the facts hold}
//   strict: {type: boolean, description: "Answer unknown where no source vouches for the answer on that very day", default: false}
// columns:
//   id: State
//   name: Its name
//   region: Its region
//   answer: "none recorded, where a register of the State that had begun by the day covers the topic; otherwise unknown"
//   known_until: Last day for which such a register vouches for it
//   registers: Those registers
// denominator:
//   of: UN Member States
//   cypher: "MATCH (s:State) WHERE s.un_member_from <= date($as_of) AND s.un_member_until > date($as_of) RETURN count(s) AS n"
MATCH (s:State)
WHERE s.un_member_from <= date($as_of) AND s.un_member_until > date($as_of)
  AND NOT EXISTS { MATCH (s)-[r:CONCLUDED]->(a:BilateralAgreement)
    WHERE ($topic = '' OR a.topic = $topic) AND r.holds_from <= date($as_of) AND r.holds_until > date($as_of) }
OPTIONAL MATCH (source:Source)-[c:COVERS]->(s)
  WHERE (c.topic IS NULL OR ($topic <> '' AND c.topic = $topic)) AND c.holds_from <= date($as_of)
WITH s, c, source ORDER BY source.id
WITH s, max(c.known_until) AS known_until, collect(DISTINCT source.id) AS registers
RETURN s.id AS id, s.name AS name, s.region AS region,
  CASE WHEN size(registers) = 0 OR ($strict AND known_until < date($as_of)) THEN 'unknown' ELSE 'none recorded' END AS answer,
  known_until, registers
ORDER BY region, name;
