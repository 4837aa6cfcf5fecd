// Reads [{name, cypher, parameters}] and the schema on standard input; writes one line of JSON for each fault:
// what Neo4j's own front end says of the statement under CYPHER 5 and under CYPHER 25, warnings included.
import { lintCypherQuery, testData } from '@neo4j-cypher/language-support';
import { readFileSync } from 'node:fs';

const { statements, labels, relationshipTypes } = JSON.parse(readFileSync(0, 'utf8'));
// No procedures: the catalogue calls none.
const { functions } = testData.mockSchema;
for (const { name, cypher, parameters } of statements) {
  const schema = { labels, relationshipTypes, functions, parameters };
  for (const version of ['CYPHER 5', 'CYPHER 25']) {
    for (const { message, range } of lintCypherQuery(`${version} ${cypher}`, schema).diagnostics) {
      console.log(JSON.stringify({ name, version, message, line: range.start.line + 1 }));
    }
  }
}
