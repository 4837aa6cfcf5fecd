// title: Citizens detected abroad and no agreement on record
// question: Which States' citizens were detected as victims in a State with which no bilateral agreement is recorded on a day?
// parameters:
//   topic: {type: string, description: "Topic of the agreement, such as police_cooperation; empty: all", default: "", choices: "MATCH (a:BilateralAgreement) RETURN DISTINCT a.topic AS topic ORDER BY topic"}
//   least: {type: integer, description: Pairs with at least so many victims, default: 20}
//   as_of: {type: date, description: Day on which the facts hold}
//   strict: {type: boolean, description: "Answer unknown where no source vouches for the answer on that very day", default: false}
// columns:
//   citizenship: State whose citizens the victims are
//   citizenship_name: Its name
//   detecting: State that detected them
//   detecting_name: Its name
//   first_year: First year with a record
//   last_year: Last year with a record; it may lie after the day
//   victims_min: At least so many persons over those years
//   victims_max: At most so many
//   answer: "none recorded, where a register of one of the two that had begun by the day covers the topic; otherwise unknown"
//   known_until: Last day for which such a register vouches for it
//   registers: Those registers
//   source: Who says that victims were detected
//   locators: Where
// denominator:
//   of: pairs of States with at least so many victims detected by that day
//   cypher: "MATCH (:State)-[v:DETECTED_VICTIMS {domestic: false}]->(:State) WHERE v.victims_min >= $least AND v.holds_from <= date($as_of) AND v.holds_until > date($as_of) RETURN count(v) AS n"
MATCH (one:State)-[v:DETECTED_VICTIMS {domestic: false}]->(other:State)
WHERE v.victims_min >= $least AND v.holds_from <= date($as_of) AND v.holds_until > date($as_of)
  AND NOT EXISTS { MATCH (one)-[:CONCLUDED]->(x:BilateralAgreement)<-[:CONCLUDED]-(other)
    WHERE ($topic = '' OR x.topic = $topic) AND x.holds_from <= date($as_of) AND x.holds_until > date($as_of) }
OPTIONAL MATCH (source:Source)-[c:COVERS]->(s:State)
  WHERE s.id IN [one.id, other.id] AND (c.topic IS NULL OR ($topic <> '' AND c.topic = $topic)) AND c.holds_from <= date($as_of)
WITH one, other, v, c, source ORDER BY source.id
WITH one, other, v, max(c.known_until) AS known_until, collect(DISTINCT source.id) AS registers
RETURN one.id AS citizenship, one.name AS citizenship_name, other.id AS detecting, other.name AS detecting_name,
  v.first_year AS first_year, v.last_year AS last_year, v.victims_min AS victims_min, v.victims_max AS victims_max,
  CASE WHEN size(registers) = 0 OR ($strict AND known_until < date($as_of)) THEN 'unknown' ELSE 'none recorded' END AS answer,
  known_until, registers, v.source AS source, v.locators AS locators
ORDER BY victims_min DESC, last_year DESC, citizenship, detecting;
