// title: One State's links
// question: To which treaties, bodies, agreements and neighbours is a State linked on a day, and who says so?
// parameters:
//   state: {type: string, label: State, description: State id or name, default: THA}
//   as_of: {type: date, description: Day on which the facts hold}
// columns:
//   link: Kind of link
//   id: What it is linked to
//   name: Its name or title
//   detail: Act, status or kind
//   since: Since when, as precisely as the source has it
//   sources: Who says so
//   locators: Where
//   as_of: Day up to which the winning source speaks
//   dispute: Contradiction between sources, if any
MATCH (s:State {id: $state})-[r:PARTY_TO|SIGNED|MEMBER_OF|CONCLUDED|BORDERS]-(x)
WHERE (r.since IS NULL OR r.since <= date($as_of)) AND (r.until IS NULL OR r.until > date($as_of))
RETURN type(r) AS link, x.id AS id, coalesce(x.name, x.title) AS name,
  coalesce(r.action, r.status, r.kind) AS detail,
  left(toString(r.since), CASE r.since_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 WHEN 'not_before' THEN 0 WHEN 'not_after' THEN 0 ELSE 10 END) AS since,
  r.sources AS sources, r.locators AS locators, r.as_of AS as_of, r.dispute AS dispute
ORDER BY link, name, id;
