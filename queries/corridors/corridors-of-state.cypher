// title: A State's corridors
// question: Whose citizens did a State detect as victims, where were its own detected, and what links the two on a day?
// parameters:
//   state: {type: string, label: State, description: State id or name, default: THA}
//   as_of: {type: date, description: Day on which the treaties and agreements hold}
//   limit: {type: integer, description: How many corridors to list, default: 20}
// columns:
//   part: "detected here: the State found citizens of the other; detected abroad: the other found citizens of the State; own citizens: both are the State"
//   id: The other State
//   name: Its name
//   first_year: First year with a record
//   last_year: Last year with a record
//   victims_min: At least so many persons over those years
//   victims_max: At most so many
//   treaties: Treaties against trafficking both are recorded as party to
//   agreements: Bilateral agreements recorded between the two; none may mean that no register covers them
//   source: Who says that victims were detected
//   locators: Where
// denominator:
//   of: corridors of the State recorded
//   cypher: "MATCH (s:State {id: $state})-[v:DETECTED_VICTIMS]-(:State) RETURN count(DISTINCT v) AS n"
MATCH (a:State)-[v:DETECTED_VICTIMS]->(b:State)
WHERE a.id = $state OR b.id = $state
WITH v, CASE WHEN a.id = $state THEN a ELSE b END AS one, CASE WHEN a.id = $state THEN b ELSE a END AS other,
  CASE WHEN v.domestic THEN 'own citizens' WHEN a.id = $state THEN 'detected abroad' ELSE 'detected here' END AS part
RETURN part, other.id AS id, other.name AS name, v.first_year AS first_year, v.last_year AS last_year,
  v.victims_min AS victims_min, v.victims_max AS victims_max,
  CASE WHEN v.domestic THEN [] ELSE COLLECT { MATCH (one)-[p:PARTY_TO]->(t:Treaty {topic: 'trafficking'})<-[q:PARTY_TO]-(other)
    WHERE (p.since IS NULL OR p.since <= date($as_of)) AND (p.until IS NULL OR p.until > date($as_of))
      AND (q.since IS NULL OR q.since <= date($as_of)) AND (q.until IS NULL OR q.until > date($as_of))
    RETURN DISTINCT t.id ORDER BY t.id } END AS treaties,
  CASE WHEN v.domestic THEN 0 ELSE COUNT { MATCH (one)-[c:CONCLUDED]->(x:BilateralAgreement)<-[d:CONCLUDED]-(other)
    WHERE (c.since IS NULL OR c.since <= date($as_of)) AND (c.until IS NULL OR c.until > date($as_of)) } END AS agreements,
  v.source AS source, v.locators AS locators
ORDER BY victims_min DESC, last_year DESC, id
LIMIT $limit;
