// title: Members of a body
// question: Who was member, associate or observer of a body on a day?
// parameters:
//   body: {type: string, label: RegionalBody, description: Body id or name, default: ECOWAS}
//   as_of: {type: date, description: Day on which the facts hold}
// columns:
//   id: Member
//   name: Its name
//   status: member, associate or observer
//   since: Since when, as precisely as the source has it
//   answer: "recorded, or unknown: the source does not cover the body on that day"
//   source: Who says so
//   locators: Where
MATCH (b:RegionalBody {id: $body})<-[m:MEMBER_OF]-(s)
WHERE (m.since IS NULL OR m.since <= date($as_of)) AND (m.until IS NULL OR m.until > date($as_of))
RETURN s.id AS id, s.name AS name, m.status AS status,
  left(toString(m.since), CASE m.since_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 WHEN 'not_before' THEN 0 ELSE 10 END) AS since,
  CASE WHEN EXISTS { MATCH (:Source)-[c:COVERS]->(b)
    WHERE (c.since IS NULL OR c.since <= date($as_of)) AND (c.until IS NULL OR c.until > date($as_of)) }
    THEN 'recorded' ELSE 'unknown' END AS answer,
  m.source AS source, m.locators AS locators
ORDER BY status DESC, name;
