// title: Agreement between sources
// question: Where two sources state the same fact, how often do they agree on when it began?
// columns:
//   relationship: Type of the relationship
//   source: One source
//   other: The other
//   both: Facts that both state
//   agree: Of these, with starts that agree as far as both are known (a year agrees with a day in it)
//   differ: With starts that contradict each other
//   undated: With a start in one of them or in none
// denominator:
//   of: relationships stated by more than one claim
//   cypher: "MATCH ()-[r]->() WHERE size(r.stated_since) > 1 RETURN count(r) AS n"
MATCH ()-[r]->()
WHERE size(r.stated_since) > 1
UNWIND range(0, size(r.sources) - 2) AS i
UNWIND range(i + 1, size(r.sources) - 1) AS j
WITH r, r.sources[i] AS one, r.sources[j] AS two, r.stated_since[i] AS first, r.stated_since[j] AS second
WHERE one <> two
WITH r, CASE WHEN one < two THEN one ELSE two END AS source, CASE WHEN one < two THEN two ELSE one END AS other,
  max(CASE WHEN first = '' OR second = '' THEN 0 WHEN first STARTS WITH second OR second STARTS WITH first THEN 2
    ELSE 1 END) AS verdict
WITH type(r) AS relationship, source, other, count(r) AS both,
  sum(CASE WHEN verdict = 2 THEN 1 ELSE 0 END) AS agree,
  sum(CASE WHEN verdict = 1 THEN 1 ELSE 0 END) AS differ,
  sum(CASE WHEN verdict = 0 THEN 1 ELSE 0 END) AS undated
RETURN relationship, source, other, both, agree, differ, undated
ORDER BY relationship, source, other;
