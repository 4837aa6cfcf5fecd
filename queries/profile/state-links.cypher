// title: One State's links
// question: To which treaties, bodies, agreements and neighbours is a State linked on a day, and who says so?
// parameters:
//   state: {type: string, label: State, description: State id or name, default: THA}
//   as_of: {type: date, description: Day on which the facts hold}
//   strict: {type: boolean, description: "Answer unknown where no source vouches for the answer on that very day", default: false}
// columns:
//   link: Kind of link
//   id: What it is linked to
//   name: Its name or title
//   detail: "Where it stands towards the treaty (party, signatory, withdrawn, disputed or unknown), status of membership or kind of border"
//   since: Since when, as precisely as the source has it; of a signatory the day of signature
//   known_until: Last day for which a source vouches for it
//   sources: Who says so
//   locators: Where
//   dispute: Contradiction between sources, if any
MATCH (:State {id: $state})-[r:STANDING|MEMBER_OF|CONCLUDED|BORDERS]-(x)
WHERE r.holds_from <= date($as_of) AND r.holds_until > date($as_of)
  AND (r.answer IS NULL OR (r.answer <> 'not party' AND size(r.sources) > 0))
RETURN type(r) AS link, x.id AS id, coalesce(x.name, x.title) AS name,
  CASE WHEN r.answer IS NULL THEN coalesce(r.status, r.kind)
    ELSE CASE WHEN $strict AND coalesce(r.known_until, date('0001-01-01')) < date($as_of) THEN 'unknown' ELSE r.answer END END AS detail,
  left(toString(r.since), CASE r.since_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 WHEN 'not_before' THEN 0 WHEN 'not_after' THEN 0 ELSE 10 END) AS since,
  r.known_until AS known_until, r.sources AS sources, r.locators AS locators, r.dispute AS dispute
ORDER BY link, name, id, detail;
