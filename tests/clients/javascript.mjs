/** Asks a served graph through Neo4j's driver for JavaScript; prints the answers as JSON, a line each. */
import { createRequire } from "node:module";

const neo4j = createRequire(new URL("../neo4j/package.json", import.meta.url))("neo4j-driver");
const [address, password] = process.argv.slice(2);
const driver = neo4j.driver(address, neo4j.auth.basic("neo4j", password), { disableLosslessIntegers: true });
const { records } = await driver.executeQuery("MATCH (s:State {id: $id}) RETURN s.name AS name", { id: "NPL" });
console.log(JSON.stringify(records[0].get("name")));
const session = driver.session({ defaultAccessMode: neo4j.session.READ });
const count = await session.executeRead(async (tx) => (await tx.run("MATCH (s:State) RETURN count(s) AS n")).records[0].get("n"));
console.log(JSON.stringify(count));
const refused = await driver.executeQuery("CREATE (n:State) RETURN n").then(() => "written", (error) => error.code);
console.log(JSON.stringify(refused));
await session.close();
await driver.close();
