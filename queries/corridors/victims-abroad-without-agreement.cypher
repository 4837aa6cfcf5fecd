// title: Citizens detected abroad and no agreement on record
// question: Which States' citizens were detected as victims in a State with which no bilateral agreement is recorded on a day?
// parameters:
//   topic: {type: string, description: "Topic of the agreement, such as police_cooperation; empty: all", default: "", choices: "MATCH (a:BilateralAgreement) RETURN DISTINCT a.topic AS topic ORDER BY topic"}
//   least: {type: integer, description: Pairs with at least so many victims, default: 20}
//   as_of: {type: date, description: Day on which the facts hold}
// columns:
//   citizenship: State whose citizens the victims are
//   citizenship_name: Its name
//   detecting: State that detected them
//   detecting_name: Its name
//   first_year: First year with a record
//   last_year: Last year with a record; it may lie after the day
//   victims_min: At least so many persons over those years
//   victims_max: At most so many
//   answer: "none recorded, where a register of one of the two covers the topic and the day; otherwise unknown"
//   registers: Registers that cover one of the two on that day
//   source: Who says that victims were detected
//   locators: Where
// denominator:
//   of: pairs of States with at least so many victims detected, up to that year
//   cypher: "MATCH (:State)-[v:DETECTED_VICTIMS {domestic: false}]->(:State) WHERE v.victims_min >= $least AND v.first_year <= date($as_of).year RETURN count(v) AS n"
MATCH (one:State)-[v:DETECTED_VICTIMS {domestic: false}]->(other:State)
WHERE v.victims_min >= $least AND v.first_year <= date($as_of).year
WITH one, other, v,
  COLLECT { MATCH (one)-[c:CONCLUDED]->(x:BilateralAgreement)
    WHERE ($topic = '' OR x.topic = $topic) AND (c.since IS NULL OR c.since <= date($as_of)) AND (c.until IS NULL OR c.until > date($as_of)) RETURN x.id } AS agreements_one,
  COLLECT { MATCH (other)-[d:CONCLUDED]->(y:BilateralAgreement)
    WHERE ($topic = '' OR y.topic = $topic) AND (d.since IS NULL OR d.since <= date($as_of)) AND (d.until IS NULL OR d.until > date($as_of)) RETURN y.id } AS agreements_other
WHERE none(id IN agreements_one WHERE id IN agreements_other)
WITH one, other, v, COLLECT { MATCH (source:Source)-[c:COVERS]->(s:State)
  WHERE s.id IN [one.id, other.id] AND (c.topic IS NULL OR ($topic <> '' AND c.topic = $topic))
    AND (c.since IS NULL OR c.since <= date($as_of)) AND (c.until IS NULL OR c.until > date($as_of)) RETURN DISTINCT source.id ORDER BY source.id } AS registers
RETURN one.id AS citizenship, one.name AS citizenship_name, other.id AS detecting, other.name AS detecting_name,
  v.first_year AS first_year, v.last_year AS last_year, v.victims_min AS victims_min, v.victims_max AS victims_max,
  CASE WHEN size(registers) > 0 THEN 'none recorded' ELSE 'unknown' END AS answer, registers,
  v.source AS source, v.locators AS locators
ORDER BY victims_min DESC, last_year DESC, citizenship, detecting;
