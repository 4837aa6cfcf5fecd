// title: Parties and signatories of a treaty
// question: Who was party to the treaty on a day, who had signed it, by which act and since when?
// parameters:
//   treaty: {type: string, label: Treaty, description: Treaty id or name, default: TIP_PROTOCOL}
//   as_of: {type: date, description: Day on which the facts hold}
// columns:
//   id: State or body
//   name: Its name
//   kind: State, RegionalBody or UNEntity
//   un_member: Whether it is a UN Member State
//   answer: "party, signatory only, or withdrawn: was party once"
//   signed: Day of signature
//   party_since: Day of the act of consent, as precisely as the source has it
//   action: Act of consent
//   source: Source of the strongest of the two facts
//   locators: Where it stands there
//   disputed: Whether sources contradict each other
// denominator:
//   of: UN Member States
//   cypher: "MATCH (s:State {un_member: true}) RETURN count(s) AS n"
MATCH (p)-[r:PARTY_TO|SIGNED]->(t:Treaty {id: $treaty})
WHERE (r.since IS NULL OR r.since <= date($as_of)) AND (r.until IS NULL OR r.until > date($as_of))
WITH p, t, collect(r) AS facts
WITH p, t, [r IN facts WHERE type(r) = 'PARTY_TO'][0] AS party, [r IN facts WHERE type(r) = 'SIGNED'][0] AS signature
RETURN p.id AS id, p.name AS name,
  CASE WHEN p:State THEN 'State' WHEN p:UNEntity THEN 'UNEntity' ELSE 'RegionalBody' END AS kind,
  coalesce(p.un_member, false) AS un_member,
  CASE WHEN party IS NOT NULL THEN 'party'
    WHEN EXISTS { MATCH (p)-[w:PARTY_TO]->(t) WHERE w.since IS NULL OR w.since <= date($as_of) } THEN 'withdrawn' ELSE 'signatory only' END AS answer,
  left(toString(signature.since), CASE signature.since_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 WHEN 'not_before' THEN 0 ELSE 10 END) AS signed,
  left(toString(party.since), CASE party.since_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 WHEN 'not_before' THEN 0 ELSE 10 END) AS party_since,
  party.action AS action,
  coalesce(party.source, signature.source) AS source,
  coalesce(party.locators, signature.locators) AS locators,
  coalesce(party.disputed, false) OR coalesce(signature.disputed, false) AS disputed
ORDER BY answer, name;
