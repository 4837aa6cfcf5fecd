// title: A treaty's parties, year by year
// question: How many States and bodies became party to a treaty each year, and how many were party at its end?
// parameters:
//   treaty: {type: string, label: Treaty, description: Treaty id or name, default: TIP_PROTOCOL}
//   as_of: {type: date, description: Last day counted}
// columns:
//   year: Year; empty for acts of consent of which no source gives the year
//   joined: States and bodies that joined in that year
//   ended: Participations that ended in that year, or are disputed from then on
//   party: States and bodies party at its end, or on the last day counted; without a year on that last day
//   who: States and bodies that joined
// denominator:
//   of: States and bodies that were party once by that day
//   cypher: "MATCH (x)-[st:STANDING {answer: 'party'}]->(:Treaty {id: $treaty}) WHERE st.holds_from <= date($as_of) RETURN count(DISTINCT x) AS n"
MATCH (x)-[st:STANDING {answer: 'party'}]->(:Treaty {id: $treaty})
WHERE st.holds_from <= date($as_of)
WITH x.id AS id, st ORDER BY id
WITH collect({id: id, year: st.since.year, first: st.holds_from, end: st.holds_until}) AS spells
UNWIND spells AS spell
UNWIND [spell.year] + CASE WHEN spell.end <= date($as_of) THEN [spell.end.year] ELSE [] END AS year
WITH DISTINCT spells, year
WITH spells, year, [s IN spells WHERE coalesce(s.year, 0) = coalesce(year, 0)] AS starts,
  CASE WHEN year IS NULL OR year = date($as_of).year THEN date($as_of) ELSE date({year: year, month: 12, day: 31}) END AS day
UNWIND CASE WHEN size(starts) = 0 THEN [null] ELSE starts END AS start
WITH spells, year, day, collect(DISTINCT start.id) AS who
RETURN year, size(who) AS joined, size([s IN spells WHERE s.end <= date($as_of) AND s.end.year = year]) AS ended,
  size([s IN spells WHERE s.first <= day AND s.end > day]) AS party, who
ORDER BY year IS NULL, year;
