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
UNWIND [{says: 'workers pay no recruitment fees', present: a.no_recruitment_fees},
  {says: 'says who may recruit', present: a.authorised_recruiters},
  {says: 'requires a contract', present: a.contract_required},
  {says: 'work is monitored', present: a.work_monitored},
  {says: 'travel documents are not taken away', present: a.passport_protection},
  {says: 'complaints procedure', present: a.complaint_mechanism}] AS coded
WITH coded.says AS provision, coded.present AS present, a
WHERE present
WITH provision, count(a) AS agreements, min(a.signed) AS first, max(a.signed) AS last, collect(a.id) AS ids
RETURN provision, agreements, first.year AS first_signed, last.year AS last_signed, ids
ORDER BY agreements DESC, provision;
