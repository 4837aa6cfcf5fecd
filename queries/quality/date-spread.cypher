// title: Spread of dates between sources
// question: How far apart are the days on which sources let the same fact begin?
// parameters:
//   years: {type: integer, description: "Least number of calendar years between the earliest and the latest", default: 0}
// columns:
//   from: Start of the relationship
//   relationship: Its type
//   to: Its end
//   earliest: Earliest start stated, as precisely as stated
//   latest: Latest start stated
//   years_apart: Calendar years between them
//   days_apart: Days between them where both are full dates
//   counted_from: Start that takes precedence
//   source: Source that takes precedence
//   sources: All sources that state it
//   stated: What each of them states
// denominator:
//   of: relationships with more than one stated start
//   cypher: "MATCH ()-[r]->() WHERE size([d IN r.stated_since WHERE d <> '']) > 1 RETURN count(r) AS n"
MATCH (a)-[r]->(b)
WHERE r.disputed AND size([d IN r.stated_since WHERE d <> '']) > 1
UNWIND [d IN r.stated_since WHERE d <> ''] AS stated
WITH a, r, b, min(stated) AS earliest, max(stated) AS latest
WITH a, r, b, earliest, latest, toInteger(left(latest, 4)) - toInteger(left(earliest, 4)) AS years_apart
WHERE NOT latest STARTS WITH earliest AND years_apart >= $years
RETURN a.id AS from, type(r) AS relationship, b.id AS to, earliest, latest, years_apart,
  CASE WHEN size(earliest) = 10 AND size(latest) = 10
    THEN duration.inDays(date(earliest), date(latest)).days END AS days_apart,
  left(toString(r.since), CASE r.since_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 WHEN 'not_before' THEN 0 WHEN 'not_after' THEN 0 ELSE 10 END) AS counted_from,
  r.source AS source, r.sources AS sources, r.stated_since AS stated
ORDER BY years_apart DESC, relationship, from, to;
