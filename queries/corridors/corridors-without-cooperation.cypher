// title: Corridors without cooperation on record
// question: Between which States were victims detected while no treaty, agreement or body in common is recorded on a day?
// parameters:
//   topic: {type: string, description: "Topic of the treaties that count, such as trafficking or organized_crime", default: trafficking, choices: "MATCH (t:Treaty) WHERE t.topic IS NOT NULL RETURN DISTINCT t.topic AS topic ORDER BY topic"}
//   most_members: {type: integer, description: "Bodies with more members than this do not count: nearly all States share them", default: 60}
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
//   answer: "none recorded, where sources cover those treaties and all agreements of one of the two; otherwise unknown"
//   source: Who says that victims were detected
//   locators: Where
// denominator:
//   of: pairs of States with victims detected up to that year
//   cypher: "MATCH (:State)-[v:DETECTED_VICTIMS {domestic: false}]->(:State) WHERE v.first_year <= date($as_of).year RETURN count(v) AS n"
MATCH (b:RegionalBody)<-[m:MEMBER_OF {status: 'member'}]-(s:State)
WHERE (m.since IS NULL OR m.since <= date($as_of)) AND (m.until IS NULL OR m.until > date($as_of))
WITH b, count(DISTINCT s) AS members
WITH collect(CASE WHEN members <= $most_members THEN b.id END) AS bodies
MATCH (t:Treaty {topic: $topic})
WITH bodies, count(t) AS treaties, sum(CASE WHEN EXISTS { MATCH (:Source)-[c:COVERS]->(t)
  WHERE (c.since IS NULL OR c.since <= date($as_of)) AND (c.until IS NULL OR c.until > date($as_of)) } THEN 1 ELSE 0 END) AS covered
MATCH (one:State)-[v:DETECTED_VICTIMS {domestic: false}]->(other:State)
WHERE v.first_year <= date($as_of).year
WITH bodies, treaties, covered, one, other, v,
  COLLECT { MATCH (one)-[p:PARTY_TO]->(x:Treaty {topic: $topic}) WHERE (p.since IS NULL OR p.since <= date($as_of)) AND (p.until IS NULL OR p.until > date($as_of)) RETURN x.id } AS treaties_one,
  COLLECT { MATCH (other)-[q:PARTY_TO]->(y:Treaty {topic: $topic}) WHERE (q.since IS NULL OR q.since <= date($as_of)) AND (q.until IS NULL OR q.until > date($as_of)) RETURN y.id } AS treaties_other
WHERE none(id IN treaties_one WHERE id IN treaties_other)
WITH bodies, treaties, covered, one, other, v,
  COLLECT { MATCH (one)-[m:MEMBER_OF {status: 'member'}]->(x:RegionalBody) WHERE (m.since IS NULL OR m.since <= date($as_of)) AND (m.until IS NULL OR m.until > date($as_of)) RETURN x.id } AS bodies_one,
  COLLECT { MATCH (other)-[n:MEMBER_OF {status: 'member'}]->(y:RegionalBody) WHERE (n.since IS NULL OR n.since <= date($as_of)) AND (n.until IS NULL OR n.until > date($as_of)) RETURN y.id } AS bodies_other
WHERE none(id IN bodies_one WHERE id IN bodies AND id IN bodies_other)
WITH treaties, covered, one, other, v,
  COLLECT { MATCH (one)-[a:CONCLUDED]->(x:BilateralAgreement) WHERE (a.since IS NULL OR a.since <= date($as_of)) AND (a.until IS NULL OR a.until > date($as_of)) RETURN x.id } AS agreements_one,
  COLLECT { MATCH (other)-[d:CONCLUDED]->(y:BilateralAgreement) WHERE (d.since IS NULL OR d.since <= date($as_of)) AND (d.until IS NULL OR d.until > date($as_of)) RETURN y.id } AS agreements_other
WHERE none(id IN agreements_one WHERE id IN agreements_other)
RETURN one.id AS citizenship, one.name AS citizenship_name, other.id AS detecting, other.name AS detecting_name,
  v.first_year AS first_year, v.last_year AS last_year, v.victims_min AS victims_min, v.victims_max AS victims_max,
  CASE WHEN covered = treaties AND EXISTS { MATCH (:Source)-[c:COVERS]->(s:State)
    WHERE s.id IN [one.id, other.id] AND c.topic IS NULL
      AND (c.since IS NULL OR c.since <= date($as_of)) AND (c.until IS NULL OR c.until > date($as_of)) } THEN 'none recorded' ELSE 'unknown' END AS answer,
  v.source AS source, v.locators AS locators
ORDER BY victims_min DESC, last_year DESC, citizenship, detecting;
