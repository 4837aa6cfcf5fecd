// title: Links that ended
// question: Which of States' participations in treaties and memberships of bodies no longer held on a day, and were not resumed?
// parameters:
//   as_of: {type: date, description: Day on which the facts hold}
//   strict: {type: boolean, description: "Answer unknown where no source vouches for the answer on that very day", default: false}
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
//   cypher: "MATCH (:State)-[r:PARTY_TO|MEMBER_OF]->() WHERE r.holds_from <= date($as_of) AND r.holds_until > r.holds_from RETURN count(r) AS n"
MATCH (x:State)-[r:PARTY_TO|MEMBER_OF]->(y)
WHERE r.holds_until <= date($as_of) AND r.holds_until > r.holds_from
  AND NOT EXISTS { MATCH (x)-[m:MEMBER_OF]->(y)
    WHERE m.holds_from <= date($as_of) AND m.holds_until > date($as_of) }
  AND (type(r) = 'MEMBER_OF' OR EXISTS { MATCH (x)-[st:STANDING]->(y)
    WHERE st.holds_from <= date($as_of) AND st.holds_until > date($as_of)
      AND CASE WHEN $strict AND coalesce(st.known_until, date('0001-01-01')) < date($as_of) THEN 'unknown' ELSE st.answer END = 'withdrawn' })
RETURN x.id AS id, x.name AS name, type(r) AS link, y.id AS to, y.name AS to_name,
  left(toString(r.since), CASE r.since_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 WHEN 'not_before' THEN 0 WHEN 'not_after' THEN 0 ELSE 10 END) AS since,
  left(toString(r.until), CASE r.until_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 WHEN 'not_before' THEN 0 WHEN 'not_after' THEN 0 ELSE 10 END) AS until,
  r.source AS source, r.locators AS locators
ORDER BY r.holds_until DESC, name, to, since;
