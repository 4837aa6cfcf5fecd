// title: Members of a body that are not party to a treaty
// question: Which full members of a body on a day are not party to the treaty?
// parameters:
//   body: {type: string, label: RegionalBody, description: Body id or name, default: ECOWAS}
//   treaty: {type: string, label: Treaty, description: Treaty id or name, default: ICRMW}
//   as_of: {type: date, description: Day on which the facts hold}
// columns:
//   id: State
//   name: Its name
//   member_since: Member of the body since
//   membership: "recorded as at that day, or unknown: the membership is recorded but no source covers the body on that day"
//   answer: "signatory only, not party, or unknown where no source covers the treaty on that day"
//   body_source: Source of the membership
//   locators: Where the membership stands
// denominator:
//   of: recorded full members of the body
//   cypher: "MATCH (s:State)-[m:MEMBER_OF]->(:RegionalBody {id: $body}) WHERE m.status = 'member' AND (m.since IS NULL OR m.since <= date($as_of)) AND (m.until IS NULL OR m.until > date($as_of)) RETURN count(DISTINCT s) AS n"
MATCH (s:State)-[m:MEMBER_OF]->(b:RegionalBody {id: $body})
WHERE m.status = 'member' AND (m.since IS NULL OR m.since <= date($as_of)) AND (m.until IS NULL OR m.until > date($as_of))
  AND NOT EXISTS { MATCH (s)-[p:PARTY_TO]->(:Treaty {id: $treaty})
    WHERE (p.since IS NULL OR p.since <= date($as_of)) AND (p.until IS NULL OR p.until > date($as_of)) }
WITH s, m,
  EXISTS { MATCH (:Source)-[c:COVERS]->(:Treaty {id: $treaty})
    WHERE (c.since IS NULL OR c.since <= date($as_of)) AND (c.until IS NULL OR c.until > date($as_of)) } AS treaty_covered,
  EXISTS { MATCH (:Source)-[c:COVERS]->(:RegionalBody {id: $body})
    WHERE (c.since IS NULL OR c.since <= date($as_of)) AND (c.until IS NULL OR c.until > date($as_of)) } AS body_covered
RETURN s.id AS id, s.name AS name,
  left(toString(m.since), CASE m.since_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 WHEN 'not_before' THEN 0 ELSE 10 END) AS member_since,
  CASE WHEN body_covered THEN 'recorded' ELSE 'unknown' END AS membership,
  CASE WHEN NOT treaty_covered THEN 'unknown'
    WHEN EXISTS { MATCH (s)-[w:PARTY_TO]->(:Treaty {id: $treaty}) WHERE w.since IS NULL OR w.since <= date($as_of) } THEN 'not party'
    WHEN EXISTS { MATCH (s)-[g:SIGNED]->(:Treaty {id: $treaty}) WHERE g.since IS NULL OR g.since <= date($as_of) } THEN 'signatory only'
    ELSE 'not party' END AS answer,
  m.source AS body_source, m.locators AS locators
ORDER BY name;
