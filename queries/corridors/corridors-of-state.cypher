// title: A State's corridors
// question: Whose citizens did a State detect as victims, where were its own detected, and what links the two on a day?
// parameters:
//   state: {type: string, label: State, description: State id or name, default: THA}
//   limit: {type: integer, description: How many corridors to list, default: 20}
//   as_of: {type: date, description: Day on which the facts hold}
//   strict: {type: boolean, description: "Answer unknown where no source vouches for the answer on that very day", default: false}
// columns:
//   part: "detected here: the State found citizens of the other; detected abroad: the other found citizens of the State; own citizens: both are the State"
//   id: The other State
//   name: Its name
//   first_year: First year with a record
//   last_year: Last year with a record; it may lie after the day
//   victims_min: At least so many persons over those years
//   victims_max: At most so many
//   treaties: Treaties against trafficking both are party to
//   known_until: Last day for which sources vouch for all of those participations
//   agreements: Bilateral agreements recorded between the two; none may mean that no register covers them
//   source: Who says that victims were detected
//   locators: Where
// denominator:
//   of: corridors of the State recorded by that day
//   cypher: "MATCH (s:State {id: $state})-[v:DETECTED_VICTIMS]-(:State) WHERE v.holds_from <= date($as_of) AND v.holds_until > date($as_of) RETURN count(DISTINCT v) AS n"
MATCH (a:State)-[v:DETECTED_VICTIMS]->(b:State)
WHERE (a.id = $state OR b.id = $state)
  AND v.holds_from <= date($as_of) AND v.holds_until > date($as_of)
WITH v, CASE WHEN a.id = $state THEN a ELSE b END AS one, CASE WHEN a.id = $state THEN b ELSE a END AS other,
  CASE WHEN v.domestic THEN 'own citizens' WHEN a.id = $state THEN 'detected abroad' ELSE 'detected here' END AS part
OPTIONAL MATCH (one)-[p:STANDING]->(t:Treaty {topic: 'trafficking'})<-[q:STANDING]-(other)
  WHERE NOT v.domestic
    AND p.holds_from <= date($as_of) AND p.holds_until > date($as_of)
    AND CASE WHEN $strict AND coalesce(p.known_until, date('0001-01-01')) < date($as_of) THEN 'unknown' ELSE p.answer END = 'party'
    AND q.holds_from <= date($as_of) AND q.holds_until > date($as_of)
    AND CASE WHEN $strict AND coalesce(q.known_until, date('0001-01-01')) < date($as_of) THEN 'unknown' ELSE q.answer END = 'party'
WITH v, one, other, part, t,
  CASE WHEN p.known_until < q.known_until THEN p.known_until ELSE q.known_until END AS known
ORDER BY t.id
WITH v, one, other, part, collect(t.id) AS treaties, min(known) AS known_until
RETURN part, other.id AS id, other.name AS name, v.first_year AS first_year, v.last_year AS last_year,
  v.victims_min AS victims_min, v.victims_max AS victims_max, treaties, known_until,
  CASE WHEN v.domestic THEN 0 ELSE COUNT { MATCH (one)-[:CONCLUDED]->(x:BilateralAgreement)<-[:CONCLUDED]-(other)
    WHERE x.holds_from <= date($as_of) AND x.holds_until > date($as_of) } END AS agreements,
  v.source AS source, v.locators AS locators
ORDER BY victims_min DESC, last_year DESC, id, part
LIMIT $limit;
