// title: Bodies that work on trafficking
// question: Which bodies, processes, mechanisms and UN entities are recorded working on trafficking on a day, by what is it shown, and how many States belong to them?
// parameters:
//   topic: {type: string, description: "Topic, as the register of topics has it", default: TRAFFICKING, choices: "MATCH (t:Topic) RETURN t.id AS topic ORDER BY topic"}
//   as_of: {type: date, description: Day on which the facts hold}
// columns:
//   id: The body
//   name: Its name
//   label: RegionalBody, Mechanism or UNEntity
//   basis: "What shows it: mandate, instrument, declaration, plan, programme or statement"
//   since: Since when, as precisely as the source has it; empty where only that it had begun by then
//   members: States recorded as its full members on the day; empty where none are recorded
//   known_until: Last day for which a source vouches for it
//   sources: Who says so
//   locators: Where
MATCH (b)-[w:WORKS_ON]->(:Topic {id: $topic})
WHERE w.holds_from <= date($as_of) AND w.holds_until > date($as_of)
WITH b, w, COUNT { MATCH (b)<-[m:MEMBER_OF {status: 'member'}]-(:State) WHERE m.holds_from <= date($as_of) AND m.holds_until > date($as_of) } AS members
RETURN b.id AS id, b.name AS name,
  CASE WHEN b:RegionalBody THEN 'RegionalBody' WHEN b:Mechanism THEN 'Mechanism' ELSE 'UNEntity' END AS label, w.basis AS basis,
  left(toString(w.since), CASE w.since_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 WHEN 'not_before' THEN 0 WHEN 'not_after' THEN 0 ELSE 10 END) AS since,
  CASE WHEN members > 0 THEN members END AS members, w.known_until AS known_until, w.sources AS sources, w.locators AS locators
ORDER BY label DESC, id;
