// title: What two States share
// question: Which bilateral agreements, treaties and bodies do two States have in common on a day?
// parameters:
//   state: {type: string, label: State, description: One State, default: CHE}
//   other: {type: string, label: State, description: The other State, default: ITA}
//   as_of: {type: date, description: Day on which the facts hold}
//   strict: {type: boolean, description: "Answer unknown where no source vouches for the answer on that very day", default: false}
// columns:
//   kind: BilateralAgreement, Treaty or body
//   id: The agreement, treaty or body
//   name: Its title or name
//   topic: Its topic
//   since_state: Since when it holds for the one
//   since_other: Since when it holds for the other
//   known_until: Last day for which sources vouch for both
//   dispute: Contradiction between sources on one of the two, if any
//   sources: Who says so for the one
//   locators: Where
MATCH (:State {id: $state})-[r:CONCLUDED|STANDING|MEMBER_OF]->(x)<-[q:CONCLUDED|STANDING|MEMBER_OF]-(:State {id: $other})
WHERE r.holds_from <= date($as_of) AND r.holds_until > date($as_of)
  AND q.holds_from <= date($as_of) AND q.holds_until > date($as_of)
  AND (r.status IS NULL OR r.status = 'member') AND (q.status IS NULL OR q.status = 'member')
  AND (r.answer IS NULL OR CASE WHEN $strict AND coalesce(r.known_until, date('0001-01-01')) < date($as_of) THEN 'unknown' ELSE r.answer END = 'party')
  AND (q.answer IS NULL OR CASE WHEN $strict AND coalesce(q.known_until, date('0001-01-01')) < date($as_of) THEN 'unknown' ELSE q.answer END = 'party')
RETURN CASE WHEN x:BilateralAgreement THEN 'BilateralAgreement' WHEN x:Treaty THEN 'Treaty' ELSE 'body' END AS kind,
  x.id AS id, coalesce(x.name, x.title) AS name, x.topic AS topic,
  left(toString(r.since), CASE r.since_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 WHEN 'not_before' THEN 0 WHEN 'not_after' THEN 0 ELSE 10 END) AS since_state,
  left(toString(q.since), CASE q.since_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 WHEN 'not_before' THEN 0 WHEN 'not_after' THEN 0 ELSE 10 END) AS since_other,
  CASE WHEN r.known_until < q.known_until THEN r.known_until ELSE q.known_until END AS known_until,
  CASE WHEN r.dispute IS NULL OR r.dispute = q.dispute THEN q.dispute WHEN q.dispute IS NULL THEN r.dispute ELSE r.dispute + ' ' + q.dispute END AS dispute,
  r.sources AS sources, r.locators AS locators
ORDER BY kind, since_state, id;
