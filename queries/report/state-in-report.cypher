// title: What the report says of one State
// question: In which paragraphs, for what and with which status does the report mention a State?
// parameters:
//   state: {type: string, label: State, description: State id or name, default: GEO}
//   as_of: {type: date, description: "Day for which the standing towards treaties is shown; the report speaks of 9 and 27 June 2014", default: "2014-06-27"}
// columns:
//   paragraph: Where
//   relationship: Kind of statement
//   id: What it is about
//   name: Its name
//   nature: "Of a list: measure, limit or condition"
//   status: Status, role or form, as the report gives it
//   detail: Particulars
//   alternatives: Limbs of an and/or statement; no one limb is said of the State
//   standing: "Treaties it is about, or names as a limb or an example, and how the State stands to each on that day; with the last day a source vouches for where that is earlier"
//   note: Note
// denominator:
//   of: statements the report makes of States
//   cypher: "MATCH (:State)-[r]-() WHERE 'un_sg_report_2014' IN r.sources AND type(r) <> 'STANDING' RETURN count(r) AS n"
MATCH (s:State {id: $state})-[r]-(x)
WHERE 'un_sg_report_2014' IN r.sources AND type(r) <> 'STANDING'
OPTIONAL MATCH (x)-[a:ABOUT]->(t:Treaty)<-[st:STANDING]-(s)
WHERE st.holds_from <= date($as_of) AND st.holds_until > date($as_of) AND x:Measure
WITH s, r, x, a, t, st ORDER BY t.id
WITH s, r, x, [y IN collect(t.id + CASE WHEN a.role = 'subject' THEN ': ' ELSE ' (' + a.role + '): ' END + st.answer
    + CASE WHEN st.known_until < date($as_of) THEN ' (known on ' + toString(st.known_until) + ')' ELSE '' END)
    WHERE y IS NOT NULL] AS about
OPTIONAL MATCH (s)-[own:STANDING]->(x)
WHERE own.holds_from <= date($as_of) AND own.holds_until > date($as_of)
WITH r, x, about + CASE WHEN own IS NULL THEN [] ELSE [x.id + ': ' + own.answer
    + CASE WHEN own.known_until < date($as_of) THEN ' (known on ' + toString(own.known_until) + ')' ELSE '' END] END AS standing
UNWIND [i IN range(0, size(r.sources) - 1) WHERE r.sources[i] = 'un_sg_report_2014'] AS i
RETURN r.locators[i] AS paragraph, type(r) AS relationship, x.id AS id, coalesce(x.name, x.title) AS name,
  x.nature AS nature,
  CASE type(r) WHEN 'PARTY_TO' THEN 'party, as it reported'
    ELSE coalesce(r.status, r.role, r.reply, r.form, r.activity) END AS status,
  r.detail AS detail, coalesce(x.alternatives, []) AS alternatives, standing,
  CASE WHEN r.notes IS NULL OR r.notes[i] = '' THEN null ELSE r.notes[i] END AS note
ORDER BY toInteger(split(paragraph, ' ')[1]), paragraph, relationship, id;
