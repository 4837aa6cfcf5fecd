// title: From signature to consent
// question: How many full years did States that signed a treaty take until they consented to be bound by it?
// parameters:
//   topic: {type: string, description: "Topic, such as trafficking; empty: all", default: "", choices: "MATCH (t:Treaty) WHERE t.topic IS NOT NULL RETURN DISTINCT t.topic AS topic ORDER BY topic"}
//   as_of: {type: date, description: Day on which the facts hold}
// columns:
//   treaty: Treaty id
//   name: Its name
//   signed: States that signed
//   consented: Of these, consented not before the signature, both on a known day
//   least_years: Fewest full years
//   median_years: Median of the full years; the lower of two
//   most_years: Most full years
//   not_yet: Of those that signed, no consent is recorded by that day
// denominator:
//   of: signatures by States
//   cypher: "MATCH (:State)-[g:SIGNED]->(t:Treaty) WHERE ($topic = '' OR t.topic = $topic) AND g.since <= date($as_of) RETURN count(g) AS n"
MATCH (s:State)-[g:SIGNED]->(t:Treaty)
WHERE ($topic = '' OR t.topic = $topic) AND g.since <= date($as_of)
OPTIONAL MATCH (s)-[p:PARTY_TO]->(t)
  WHERE p.since <= date($as_of)
WITH t, s, g, min(p.since) AS consent, min(CASE WHEN p.since_precision = 'day' THEN p.since END) AS known
WITH t, count(s) AS signed,
  sum(CASE WHEN consent IS NULL THEN 1 ELSE 0 END) AS not_yet,
  collect(CASE WHEN known >= g.since AND g.since_precision = 'day'
    THEN duration.between(g.since, known).years END) AS years
RETURN t.id AS treaty, t.name AS name, signed, size(years) AS consented,
  reduce(least = null, y IN years | CASE WHEN least IS NULL OR y < least THEN y ELSE least END) AS least_years,
  CASE WHEN size(years) > 0 THEN [y IN years WHERE size([z IN years WHERE z < y]) * 2 <= size(years) - 1
    AND size([z IN years WHERE z <= y]) * 2 > size(years) - 1][0] END AS median_years,
  reduce(most = null, y IN years | CASE WHEN most IS NULL OR y > most THEN y ELSE most END) AS most_years,
  not_yet
ORDER BY treaty;
