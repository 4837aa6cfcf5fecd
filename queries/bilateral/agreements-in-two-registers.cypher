// title: Agreements in two registers
// question: Which bilateral agreements do several sources list, and do they agree on the day of signature?
// parameters:
//   topic: {type: string, description: "Topic, such as labour_migration; empty: all", default: "", choices: "MATCH (a:BilateralAgreement) RETURN DISTINCT a.topic AS topic ORDER BY topic"}
// columns:
//   id: The agreement
//   other_ids: Its ids in the other sources
//   title: Its title in the source that takes precedence
//   topic: Its topic
//   parties: Who concluded it
//   signed: Day of signature as far as it is known
//   dispute: How the sources contradict each other; empty where they do not
//   sources: Who records it
//   locators: Where
// denominator:
//   of: recorded agreements
//   cypher: "MATCH (a:BilateralAgreement) WHERE $topic = '' OR a.topic = $topic RETURN count(a) AS n"
MATCH (a:BilateralAgreement)<-[r:CONCLUDED]-(party)
WHERE $topic = '' OR a.topic = $topic
WITH a, party, r ORDER BY party.id
WITH a, collect(party.id) AS parties, max(r.dispute) AS dispute, max(size(r.sources)) AS listed
WHERE listed > 1
RETURN a.id AS id, a.other_ids AS other_ids, a.title AS title, a.topic AS topic, parties,
  left(toString(a.signed), CASE a.signed_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS signed,
  dispute, a.sources AS sources, a.locators AS locators
ORDER BY topic, signed IS NULL, signed, id;
