// title: Links that ended
// question: Which of States' participations in treaties and memberships of bodies had ended by a day and have not been resumed?
// parameters:
//   as_of: {type: date, description: Day on which the facts hold}
// columns:
//   id: State
//   name: Its name
//   link: PARTY_TO or MEMBER_OF
//   to: Treaty or body
//   to_name: Its name
//   since: Since when it held
//   until: First day it no longer held
//   source: Who says so
//   locators: Where
// denominator:
//   of: States' participations and memberships that began by that day
//   cypher: "MATCH (:State)-[r:PARTY_TO|MEMBER_OF]->() WHERE r.since IS NULL OR r.since <= date($as_of) RETURN count(r) AS n"
MATCH (x:State)-[r:PARTY_TO|MEMBER_OF]->(y)
WHERE r.until <= date($as_of)
  AND NOT EXISTS { MATCH (x)-[q:PARTY_TO|MEMBER_OF]->(y)
    WHERE (q.since IS NULL OR q.since <= date($as_of)) AND (q.until IS NULL OR q.until > date($as_of)) }
RETURN x.id AS id, x.name AS name, type(r) AS link, y.id AS to, y.name AS to_name,
  left(toString(r.since), CASE r.since_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 WHEN 'not_before' THEN 0 ELSE 10 END) AS since,
  left(toString(r.until), CASE r.until_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 WHEN 'not_before' THEN 0 ELSE 10 END) AS until,
  r.source AS source, r.locators AS locators
ORDER BY r.until DESC, name, to, since;
