// title: Neighbours of which one is outside a treaty
// question: Which pairs of land neighbours have one party to the treaty and one that is not, or of which it is disputed or unknown?
// parameters:
//   treaty: {type: string, label: Treaty, description: Treaty id or name, default: TIP_PROTOCOL}
//   as_of: {type: date, description: Day on which the facts hold}
//   strict: {type: boolean, description: "Answer unknown where no source vouches for the answer on that very day", default: false}
// columns:
//   outside: State that is not party
//   outside_name: Its name
//   inside: Neighbour that is party
//   inside_name: Its name
//   answer: "of the State outside: not party, signatory, withdrawn, disputed or unknown"
//   known_until: Last day for which a source vouches for that answer
//   inside_since: Day of the neighbour's consent
//   inside_known_until: Last day for which a source vouches for it
//   border_source: Source of the border
//   sources: Who says what the State outside is; for not party the whole lists whose silence is meant
//   locators: Where
// denominator:
//   of: pairs of UN Member States that are land neighbours
//   cypher: "MATCH (a:State)-[b:BORDERS {kind: 'land'}]->(c:State) WHERE b.holds_from <= date($as_of) AND b.holds_until > date($as_of) AND a.un_member_from <= date($as_of) AND a.un_member_until > date($as_of) AND c.un_member_from <= date($as_of) AND c.un_member_until > date($as_of) RETURN count(b) AS n"
MATCH (t:Treaty {id: $treaty})<-[si:STANDING]-(inside:State)
WHERE si.holds_from <= date($as_of) AND si.holds_until > date($as_of)
  AND inside.un_member_from <= date($as_of) AND inside.un_member_until > date($as_of)
  AND CASE WHEN $strict AND coalesce(si.known_until, date('0001-01-01')) < date($as_of) THEN 'unknown' ELSE si.answer END = 'party'
MATCH (inside)-[b:BORDERS {kind: 'land'}]-(outside:State)
WHERE b.holds_from <= date($as_of) AND b.holds_until > date($as_of)
  AND outside.un_member_from <= date($as_of) AND outside.un_member_until > date($as_of)
MATCH (outside)-[so:STANDING]->(t)
WHERE so.holds_from <= date($as_of) AND so.holds_until > date($as_of)
WITH inside, outside, b, si, so,
  CASE WHEN $strict AND coalesce(so.known_until, date('0001-01-01')) < date($as_of) THEN 'unknown' ELSE so.answer END AS answer
WHERE answer <> 'party'
RETURN outside.id AS outside, outside.name AS outside_name, inside.id AS inside, inside.name AS inside_name,
  answer, so.known_until AS known_until,
  left(toString(si.since), CASE si.since_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS inside_since,
  si.known_until AS inside_known_until, b.source AS border_source, so.sources AS sources, so.locators AS locators
ORDER BY outside_name, inside_name;
