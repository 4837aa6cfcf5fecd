// title: What two States share
// question: Which bilateral agreements, treaties and bodies do two States have in common on a day?
// parameters:
//   state: {type: string, label: State, description: One State, default: CHE}
//   other: {type: string, label: State, description: The other State, default: ITA}
//   as_of: {type: date, description: Day on which the facts hold}
// columns:
//   kind: BilateralAgreement, Treaty or body
//   id: The agreement, treaty or body
//   name: Its title or name
//   topic: Its topic
//   since_state: Since when it holds for the one
//   since_other: Since when it holds for the other
//   sources: Who says so for the one
//   locators: Where
MATCH (one:State {id: $state})-[r:CONCLUDED|PARTY_TO|MEMBER_OF]->(x)<-[q:CONCLUDED|PARTY_TO|MEMBER_OF]-(other:State {id: $other})
WHERE (r.since IS NULL OR r.since <= date($as_of)) AND (r.until IS NULL OR r.until > date($as_of))
  AND (q.since IS NULL OR q.since <= date($as_of)) AND (q.until IS NULL OR q.until > date($as_of))
  AND (r.status IS NULL OR r.status = 'member') AND (q.status IS NULL OR q.status = 'member')
RETURN CASE WHEN x:BilateralAgreement THEN 'BilateralAgreement' WHEN x:Treaty THEN 'Treaty' ELSE 'body' END AS kind,
  x.id AS id, coalesce(x.name, x.title) AS name, x.topic AS topic,
  left(toString(r.since), CASE r.since_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 WHEN 'not_before' THEN 0 WHEN 'not_after' THEN 0 ELSE 10 END) AS since_state,
  left(toString(q.since), CASE q.since_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 WHEN 'not_before' THEN 0 WHEN 'not_after' THEN 0 ELSE 10 END) AS since_other,
  r.sources AS sources, r.locators AS locators
ORDER BY kind, since_state, id;
