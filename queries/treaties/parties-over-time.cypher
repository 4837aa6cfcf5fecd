// title: A treaty's parties, year by year
// question: How many States and bodies became party to a treaty each year, and how many were party at its end?
// parameters:
//   treaty: {type: string, label: Treaty, description: Treaty id or name, default: TIP_PROTOCOL}
//   as_of: {type: date, description: Last day counted}
// columns:
//   year: Year of the act of consent; empty where no source gives it
//   joined: States and bodies that joined in that year
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
WITH spells, spell.year AS year, collect(DISTINCT spell.id) AS who
WITH spells, year, who,
  CASE WHEN year IS NULL OR year = date($as_of).year THEN date($as_of) ELSE date({year: year, month: 12, day: 31}) END AS day
RETURN year, size(who) AS joined, size([s IN spells WHERE s.first <= day AND s.end > day]) AS party, who
ORDER BY year IS NULL, year;
