// title: Protections in labour agreements
// question: How many of the labour agreements whose text was coded have each of the provisions that bear on exploitation?
// parameters:
//   state: {type: string, label: State, description: "State id or name; empty: all", default: ""}
// columns:
//   provision: What the text says
//   agreements: Agreements with it
//   first_signed: Year of the earliest
//   last_signed: Year of the latest
//   ids: The agreements
// denominator:
//   of: agreements whose text was coded; of the others nobody has looked
//   cypher: "MATCH (a:BilateralAgreement) WHERE a.passport_protection IS NOT NULL AND ($state = '' OR EXISTS { MATCH (:State {id: $state})-[:CONCLUDED]->(a) }) RETURN count(a) AS n"
MATCH (a:BilateralAgreement)
WHERE a.passport_protection IS NOT NULL AND ($state = '' OR EXISTS { MATCH (:State {id: $state})-[:CONCLUDED]->(a) })
WITH a ORDER BY a.id
UNWIND [['workers pay no recruitment fees', a.no_recruitment_fees], ['says who may recruit', a.authorised_recruiters],
  ['requires a contract', a.contract_required], ['work is monitored', a.work_monitored],
  ['travel documents are not taken away', a.passport_protection], ['complaints procedure', a.complaint_mechanism]] AS pair
WITH pair[0] AS provision, pair[1] AS present, a
WHERE present
WITH provision, count(a) AS agreements, min(a.signed) AS first, max(a.signed) AS last, collect(a.id) AS ids
RETURN provision, agreements, first.year AS first_signed, last.year AS last_signed, ids
ORDER BY agreements DESC, provision;
