// title: Members of a body
// question: Who was member, associate or observer of a body on a day, and up to which day is that known?
// parameters:
//   body: {type: string, label: RegionalBody, description: Body id or name, default: ECOWAS}
//   as_of: {type: date, description: Day on which the facts hold}
// columns:
//   id: Member
//   name: Its name
//   status: member, associate or observer
//   since: Since when, as precisely as the source has it
//   known_until: Last day for which a source vouches for it
//   dispute: Contradiction between sources, if any
//   source: Who says so
//   locators: Where
MATCH (:RegionalBody {id: $body})<-[m:MEMBER_OF]-(s)
WHERE m.holds_from <= date($as_of) AND m.holds_until > date($as_of)
RETURN s.id AS id, s.name AS name, m.status AS status,
  left(toString(m.since), CASE m.since_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 WHEN 'not_before' THEN 0 WHEN 'not_after' THEN 0 ELSE 10 END) AS since,
  m.known_until AS known_until, m.dispute AS dispute, m.source AS source, m.locators AS locators
ORDER BY status DESC, name, id;
