// title: From signature to consent
// question: How many full years did States that signed a treaty take until they consented to be bound by it?
// parameters:
//   topic: {type: string, description: "Topic, such as trafficking; empty: all", default: "", choices: "MATCH (t:Treaty) WHERE t.topic IS NOT NULL RETURN DISTINCT t.topic AS topic ORDER BY topic"}
//   as_of: {type: date, description: Day on which the facts hold}
//   strict: {type: boolean, description: "Answer unknown where no source vouches for the answer on that very day", default: false}
// columns:
//   treaty: Treaty id
//   name: Its name
//   signed: States that had signed by that day
//   consented: Of these, consented not before the signature, both on a known day
//   least_years: Fewest full years
//   median_years: Median of the full years; the lower of two
//   most_years: Most full years
//   not_yet: Of those that signed, signatories on that day
//   unknown: Of those that signed, those of which it is not known
//   known_until: Last day for which sources vouch for all of the signatories
// denominator:
//   of: signatures by States
//   cypher: "MATCH (:State)-[g:SIGNED]->(t:Treaty) WHERE ($topic = '' OR t.topic = $topic) AND g.holds_from <= date($as_of) AND g.holds_until > date($as_of) RETURN count(g) AS n"
MATCH (s:State)-[g:SIGNED]->(t:Treaty)
WHERE ($topic = '' OR t.topic = $topic)
  AND g.holds_from <= date($as_of) AND g.holds_until > date($as_of)
MATCH (s)-[st:STANDING]->(t)
WHERE st.holds_from <= date($as_of) AND st.holds_until > date($as_of)
WITH s, g, t, st.known_until AS vouched,
  CASE WHEN $strict AND coalesce(st.known_until, date('0001-01-01')) < date($as_of) THEN 'unknown' ELSE st.answer END AS answer
OPTIONAL MATCH (s)-[p:PARTY_TO]->(t)
  WHERE p.holds_from <= date($as_of) AND p.since_precision = 'day'
WITH s, g, t, vouched, answer, min(p.since) AS consent
WITH t, count(s) AS signed,
  sum(CASE WHEN answer = 'signatory' THEN 1 ELSE 0 END) AS not_yet,
  sum(CASE WHEN answer = 'unknown' THEN 1 ELSE 0 END) AS unknown,
  min(CASE WHEN answer = 'signatory' THEN vouched END) AS known_until,
  collect(CASE WHEN consent >= g.since AND g.since_precision = 'day'
    THEN duration.between(g.since, consent).years END) AS years
RETURN t.id AS treaty, t.name AS name, signed, size(years) AS consented,
  reduce(least = null, y IN years | CASE WHEN least IS NULL OR y < least THEN y ELSE least END) AS least_years,
  CASE WHEN size(years) > 0 THEN [y IN years WHERE size([z IN years WHERE z < y]) * 2 <= size(years) - 1
    AND size([z IN years WHERE z <= y]) * 2 > size(years) - 1][0] END AS median_years,
  reduce(most = null, y IN years | CASE WHEN most IS NULL OR y > most THEN y ELSE most END) AS most_years,
  not_yet, unknown, known_until
ORDER BY treaty;
