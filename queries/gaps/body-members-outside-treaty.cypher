// title: Members of a body that are not party to a treaty
// question: Which States that are full members of a body on a day are not party to the treaty, or of which it is disputed or unknown?
// parameters:
//   body: {type: string, label: RegionalBody, description: Body id or name, default: ECOWAS}
//   treaty: {type: string, label: Treaty, description: Treaty id or name, default: ICRMW}
//   as_of: {type: date, description: Day on which the facts hold}
//   strict: {type: boolean, description: "Answer unknown where no source vouches for the answer on that very day", default: false}
// columns:
//   id: State
//   name: Its name
//   answer: not party, signatory, withdrawn, disputed or unknown
//   known_until: Last day for which a source vouches for the answer
//   member_since: Member of the body since
//   member_known_until: Last day for which a source vouches for the membership
//   member_dispute: Contradiction between sources on the membership, if any
//   body_source: Source of the membership
//   sources: Who says where it stands; for not party the whole lists whose silence is meant
//   locators: Where
// denominator:
//   of: recorded full members of the body
//   cypher: "MATCH (:RegionalBody {id: $body})<-[m:MEMBER_OF {status: 'member'}]-(s:State) WHERE m.holds_from <= date($as_of) AND m.holds_until > date($as_of) MATCH (s)-[st:STANDING]->(:Treaty {id: $treaty}) WHERE st.holds_from <= date($as_of) AND st.holds_until > date($as_of) WITH DISTINCT s, CASE WHEN $strict AND coalesce(st.known_until, date('0001-01-01')) < date($as_of) THEN 'unknown' ELSE st.answer END AS answer, st.known_until AS known RETURN answer, count(*) AS n, min(known) AS known_until ORDER BY answer"
MATCH (:RegionalBody {id: $body})<-[m:MEMBER_OF {status: 'member'}]-(s:State)
WHERE m.holds_from <= date($as_of) AND m.holds_until > date($as_of)
MATCH (s)-[st:STANDING]->(:Treaty {id: $treaty})
WHERE st.holds_from <= date($as_of) AND st.holds_until > date($as_of)
WITH s, m, st,
  CASE WHEN $strict AND coalesce(st.known_until, date('0001-01-01')) < date($as_of) THEN 'unknown' ELSE st.answer END AS answer
WHERE answer <> 'party'
RETURN s.id AS id, s.name AS name, answer, st.known_until AS known_until,
  left(toString(m.since), CASE m.since_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 WHEN 'not_before' THEN 0 WHEN 'not_after' THEN 0 ELSE 10 END) AS member_since,
  m.known_until AS member_known_until, m.dispute AS member_dispute, m.source AS body_source, st.sources AS sources, st.locators AS locators
ORDER BY name;
