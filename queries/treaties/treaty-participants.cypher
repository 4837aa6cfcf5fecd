// title: Parties and signatories of a treaty
// question: Who was party to the treaty on a day, who had signed it, by which act and since when?
// parameters:
//   treaty: {type: string, label: Treaty, description: Treaty id or name, default: TIP_PROTOCOL}
//   as_of: {type: date, description: Day on which the facts hold}
//   strict: {type: boolean, description: "Answer unknown where no source vouches for the answer on that very day", default: false}
// columns:
//   id: State or body
//   name: Its name
//   kind: State, RegionalBody or UNEntity
//   un_member: Whether it was a UN Member State on that day
//   answer: "party, signatory, withdrawn, disputed, or unknown: an act is recorded, and what follows from it is not known"
//   known_until: Last day for which a source vouches for the answer
//   signed: Day of signature
//   party_since: Day of the act of consent, as precisely as the source has it
//   action: Act of consent
//   in_force: Entry into force for this participant, where a source states it
//   sources: Who says so
//   locators: Where
//   dispute: How sources contradict each other, if they do
// denominator:
//   of: UN Member States
//   cypher: "MATCH (s:State)-[st:STANDING]->(:Treaty {id: $treaty}) WHERE st.holds_from <= date($as_of) AND st.holds_until > date($as_of) AND s.un_member_from <= date($as_of) AND s.un_member_until > date($as_of) WITH CASE WHEN $strict AND coalesce(st.known_until, date('0001-01-01')) < date($as_of) THEN 'unknown' ELSE st.answer END AS answer, st.known_until AS known RETURN answer, count(*) AS n, min(known) AS known_until ORDER BY answer"
MATCH (p)-[st:STANDING]->(t:Treaty {id: $treaty})
WHERE st.holds_from <= date($as_of) AND st.holds_until > date($as_of)
  AND st.answer <> 'not party' AND size(st.sources) > 0
OPTIONAL MATCH (p)-[g:SIGNED]->(t)
  WHERE g.holds_from <= date($as_of) AND g.holds_until > date($as_of)
RETURN p.id AS id, p.name AS name,
  CASE WHEN p:State THEN 'State' WHEN p:UNEntity THEN 'UNEntity' ELSE 'RegionalBody' END AS kind,
  coalesce(p.un_member_from <= date($as_of) AND p.un_member_until > date($as_of), false) AS un_member,
  CASE WHEN $strict AND coalesce(st.known_until, date('0001-01-01')) < date($as_of) THEN 'unknown' ELSE st.answer END AS answer,
  st.known_until AS known_until,
  left(toString(g.since), CASE g.since_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS signed,
  CASE WHEN st.answer <> 'signatory' THEN left(toString(st.since), CASE st.since_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) END AS party_since,
  st.action AS action,
  left(toString(st.in_force), CASE st.in_force_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS in_force,
  st.sources AS sources, st.locators AS locators, st.dispute AS dispute
ORDER BY answer, name;
