// title: What the report says of one State
// question: In which paragraphs, for what and with which status does the report mention a State?
// parameters:
//   state: {type: string, label: State, description: State id or name, default: GEO}
// columns:
//   paragraph: Where
//   relationship: Kind of statement
//   id: What it is about
//   name: Its name
//   status: Status, role or form
//   detail: Particulars
//   alternatives: Limbs of an and/or statement; no one limb is said of the State
//   notes: Notes
// denominator:
//   of: statements the report makes of States
//   cypher: "MATCH (:State)-[r]-() WHERE 'un_sg_report_2014' IN r.sources RETURN count(r) AS n"
MATCH (s:State {id: $state})-[r]-(x)
WHERE 'un_sg_report_2014' IN r.sources
UNWIND [i IN range(0, size(r.sources) - 1) WHERE r.sources[i] = 'un_sg_report_2014'] AS i
RETURN r.locators[i] AS paragraph, type(r) AS relationship, x.id AS id, coalesce(x.name, x.title) AS name,
  coalesce(r.status, r.action, r.role, r.reply, r.form, r.activity) AS status, r.detail AS detail,
  coalesce(x.alternatives, []) AS alternatives, coalesce(r.notes, []) AS notes
ORDER BY toInteger(split(paragraph, ' ')[1]), paragraph, relationship, id;
