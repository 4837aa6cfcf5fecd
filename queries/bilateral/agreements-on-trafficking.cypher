// title: Agreements on trafficking in persons
// question: Which bilateral agreements that hold on a day are about trafficking in persons or are known to name it in their text?
// parameters:
//   state: {type: string, label: State, description: "State id or name; empty: all", default: ""}
//   as_of: {type: date, description: Day on which the facts hold}
// columns:
//   id: The agreement
//   title: Its title
//   topic: Its topic
//   why: "about it, by its topic, or names it, in a text about something else"
//   parties: Who concluded it
//   signed: Day of signature as far as it is known
//   status: Status as its source gives it
//   known_until: Last day for which a source vouches for it
//   sources: Who records it
//   locators: Where
// denominator:
//   of: recorded agreements of which it is known whether the text names trafficking; of the others nobody has looked
//   cypher: "MATCH (a:BilateralAgreement) WHERE a.mentions_trafficking IS NOT NULL RETURN count(a) AS n"
MATCH (a:BilateralAgreement)<-[:CONCLUDED]-(party)
WHERE (a.topic = 'trafficking' OR a.mentions_trafficking = true)
  AND a.holds_from <= date($as_of) AND a.holds_until > date($as_of)
WITH a, party ORDER BY party.id
WITH a, collect(party.id) AS parties
WHERE $state = '' OR $state IN parties
RETURN a.id AS id, a.title AS title, a.topic AS topic,
  CASE WHEN a.topic = 'trafficking' THEN 'about it' ELSE 'names it' END AS why, parties,
  left(toString(a.signed), CASE a.signed_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS signed,
  a.status AS status, a.known_until AS known_until, a.sources AS sources, a.locators AS locators
ORDER BY why, signed IS NULL, signed, id;
