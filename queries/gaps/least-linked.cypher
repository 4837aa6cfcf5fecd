// title: States with the fewest recorded links
// question: For which UN Member States is the least recorded, layer by layer?
// parameters:
//   as_of: {type: date, description: Day on which the facts hold}
//   limit: {type: integer, description: How many States to list, default: 20}
// columns:
//   id: State
//   name: Its name
//   region: Its region
//   recorded_links: Treaties it is party to, bodies it is a full member of and bilateral agreements recorded
//   treaties: Treaties it is party to
//   bodies: Bodies it is a full member of
//   agreements: Bilateral agreements recorded; few may mean that no register covers the State
// denominator:
//   of: UN Member States
//   cypher: "MATCH (s:State {un_member: true}) RETURN count(s) AS n"
MATCH (s:State {un_member: true})
WITH s,
  COUNT { MATCH (s)-[p:PARTY_TO]->(:Treaty)
    WHERE (p.since IS NULL OR p.since <= date($as_of)) AND (p.until IS NULL OR p.until > date($as_of)) } AS treaties,
  COUNT { MATCH (s)-[m:MEMBER_OF]->(b) WHERE m.status = 'member'
    AND (m.since IS NULL OR m.since <= date($as_of)) AND (m.until IS NULL OR m.until > date($as_of)) } AS bodies,
  COUNT { MATCH (s)-[a:CONCLUDED]->(:BilateralAgreement)
    WHERE (a.since IS NULL OR a.since <= date($as_of)) AND (a.until IS NULL OR a.until > date($as_of)) } AS agreements
RETURN s.id AS id, s.name AS name, s.region AS region, treaties + bodies + agreements AS recorded_links,
  treaties, bodies, agreements
ORDER BY recorded_links, name
LIMIT $limit;
