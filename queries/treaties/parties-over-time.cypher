// title: A treaty's parties, year by year
// question: How many States and bodies became party to a treaty each year, and how many were party by then?
// parameters:
//   treaty: {type: string, label: Treaty, description: Treaty id or name, default: TIP_PROTOCOL}
//   as_of: {type: date, description: Last day counted}
// columns:
//   year: Year of the act of consent
//   joined: Acts of consent in that year
//   by_then: Acts of consent up to the end of that year, those withdrawn later included
//   who: States and bodies that joined
// denominator:
//   of: acts of consent recorded for the treaty
//   cypher: "MATCH ()-[p:PARTY_TO]->(:Treaty {id: $treaty}) WHERE p.since <= date($as_of) RETURN count(p) AS n"
MATCH (x)-[p:PARTY_TO]->(t:Treaty {id: $treaty})
WHERE p.since <= date($as_of)
WITH x, p, t ORDER BY x.id
WITH p.since.year AS year, t, count(p) AS joined, collect(x.id) AS who
RETURN year, joined,
  COUNT { MATCH ()-[q:PARTY_TO]->(t) WHERE q.since <= date($as_of) AND q.since.year <= year } AS by_then, who
ORDER BY year;
