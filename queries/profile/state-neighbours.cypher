// title: What a State shares with each neighbour
// question: How many treaties, bodies and bilateral agreements does a State have in common with each of its neighbours?
// parameters:
//   state: {type: string, label: State, description: State id or name, default: THA}
//   as_of: {type: date, description: Day on which the facts hold}
// columns:
//   neighbour: Neighbouring State
//   name: Its name
//   border: land or sea
//   treaties: Treaties both are party to
//   bodies: Bodies both are full members of
//   agreements: Bilateral agreements both concluded; few may mean that no register covers either
//   border_source: Who says that they are neighbours
// denominator:
//   of: treaties the State is party to
//   cypher: "MATCH (:State {id: $state})-[p:PARTY_TO]->(:Treaty) WHERE (p.since IS NULL OR p.since <= date($as_of)) AND (p.until IS NULL OR p.until > date($as_of)) RETURN count(p) AS n"
MATCH (s:State {id: $state})-[b:BORDERS]-(n:State)
WHERE (b.since IS NULL OR b.since <= date($as_of)) AND (b.until IS NULL OR b.until > date($as_of))
RETURN n.id AS neighbour, n.name AS name, b.kind AS border,
  COUNT { MATCH (s)-[p:PARTY_TO]->(:Treaty)<-[q:PARTY_TO]-(n)
    WHERE (p.since IS NULL OR p.since <= date($as_of)) AND (p.until IS NULL OR p.until > date($as_of))
      AND (q.since IS NULL OR q.since <= date($as_of)) AND (q.until IS NULL OR q.until > date($as_of)) } AS treaties,
  COUNT { MATCH (s)-[m:MEMBER_OF]->(:RegionalBody)<-[o:MEMBER_OF]-(n)
    WHERE m.status = 'member' AND o.status = 'member'
      AND (m.since IS NULL OR m.since <= date($as_of)) AND (m.until IS NULL OR m.until > date($as_of))
      AND (o.since IS NULL OR o.since <= date($as_of)) AND (o.until IS NULL OR o.until > date($as_of)) } AS bodies,
  COUNT { MATCH (s)-[a:CONCLUDED]->(:BilateralAgreement)<-[e:CONCLUDED]-(n)
    WHERE (a.since IS NULL OR a.since <= date($as_of)) AND (a.until IS NULL OR a.until > date($as_of))
      AND (e.since IS NULL OR e.since <= date($as_of)) AND (e.until IS NULL OR e.until > date($as_of)) } AS agreements,
  b.source AS border_source
ORDER BY name, border;
