/**
 * The panel beside the views: what stands out when nothing is selected; else everything recorded of the selection, each
 * fact with its date, source, place and dispute.
 *
 * @typedef {import("./data.js").Fact} Fact
 * @typedef {import("./data.js").GraphNode} GraphNode
 */
import { clusterOf, clusters, data, factsAbout, keyOf, members, nodeAt, nodes, statements, topicName, treaties } from "./data.js";
import { dateNumber, readDate } from "./dates.js";
import { byId, counted, element, fill } from "./elements.js";
import { nodeLink } from "./gaps.js";
import { legalBasis } from "./basis.js";
import { asAt, clusterGroups, holds, subregions } from "./model.js";
import { standsOut } from "./overview.js";
import { show, viewed } from "./state.js";
import { kindInWords, plain, standingInWords, typeInWords } from "./wording.js";

export function paintPanel() {
  const panel = byId("panel-content");
  const chosen = nodeAt(viewed.select);
  const other = nodeAt(viewed.with);
  const bar = byId("panel-jump");
  bar.hidden = !chosen;
  if (!chosen) {
    fill(panel, standsOut());
    return;
  }
  bar.textContent = `Details: ${chosen.name}${other ? ` and ${other.name}` : ""}`;
  const buttons = element(
    "p",
    { class: "actions" },
    other && element("button", { type: "button", onclick: () => show({ with: "" }) }, `Only ${short(chosen)}`),
    element("button", { type: "button", onclick: () => show({ select: "", with: "" }) }, "Clear selection"),
  );
  if (other && chosen.label === "State" && other.label === "State") fill(panel, buttons, compared(chosen, other));
  else if (other && chosen.label === "State" && other.label === "Treaty") fill(panel, buttons, cellDetails(chosen, other));
  else if (other && chosen.label === "Treaty" && other.label === "State") fill(panel, buttons, cellDetails(other, chosen));
  else if (other) fill(panel, buttons, between(chosen, other));
  else if (chosen.label === "State") fill(panel, buttons, stateDetails(chosen));
  else fill(panel, buttons, otherDetails(chosen));
}

/** @param {GraphNode} node */
function short(node) {
  return node.known.acronym ?? (node.name.length > 22 ? node.id : node.name);
}

/** @param {GraphNode} node */
function heading(node) {
  return [
    element("h2", {}, node.name),
    element("p", { class: "kind" }, [kindInWords(node.label), node.id].join(" · ")),
  ];
}

/** @param {[string, any][]} entries */
function table(entries) {
  const known = entries.filter(([, value]) => value !== undefined && value !== null && value !== "");
  return element("dl", {}, known.flatMap(([term, value]) => [element("dt", {}, term), element("dd", {}, Array.isArray(value) ? value : [value])]));
}

/**
 * A group that opens and closes; long ones start closed.
 * @param {string} title @param {number | string} count @param {(Node | string)[]} content @param {boolean} [open]
 */
function group(title, count, content, open = false) {
  return element("details", { open }, element("summary", {}, title, " ", element("span", { class: "count" }, `(${count})`)), content);
}

/** One fact in full. @param {Fact} fact @param {Node | string} title @param {string} [date] */
function entry(fact, title, date = dated(fact)) {
  return element(
    "li",
    {},
    element("span", { class: "fact" }, title),
    date && element("span", { class: "date" }, " ", date),
    extras(fact),
    fact.dispute && element("span", { class: "dispute" }, `Disputed: ${fact.dispute}`),
    statements(fact).map((one) => statement(one.source, one.locator, one.since)),
    (fact.notes ?? []).map((note) => element("span", { class: "note" }, `Note: ${note}`)),
  );
}

/** @param {string} source @param {string} locator @param {number} [since] */
function statement(source, locator, since = 0) {
  const known = nodeAt(`Source:${source}`);
  return element("span", { class: "source" }, known ? nodeLink(known.index, -1, source) : source, ` · ${locator}${since ? ` · states ${readDate(since)}` : ""}`);
}

/** How a bound reads that stands for want of a date. @type {Record<string, string>} */
const DATE_BOUNDS = { not_before: "not before ", not_after: "no later than " };

/** Dates as precisely as they are known. @param {Fact} fact */
function dated(fact) {
  if (fact.since && fact.since === fact.until) return "counted on no day: see the dispute";
  const from = fact.since ? `${DATE_BOUNDS[String(fact.extra.since_precision)] ?? (fact.until ? "from " : "since ")}${readDate(fact.since)}` : "";
  const to = fact.until ? `${fact.extra.until_precision === "not_after" ? "ended by" : "until"} ${readDate(fact.until)}` : "";
  return [from, to].filter(Boolean).join(" ") || "no date stated";
}

/** @param {Fact} fact */
function extras(fact) {
  const told = Object.entries(fact.extra).filter(([name]) => !["as_of", "since_precision", "until_precision", "kind"].includes(name));
  const words = told.map(([name, value]) => {
    if (name === "status" || name === "action") return plain(String(value)).toLowerCase();
    if (name === "in_force") return `in force ${readDate(dateNumber(String(value)))}`;
    return `${plain(name).toLowerCase()} ${Array.isArray(value) ? value.join(", ") : value}`;
  });
  const known = fact.extra.as_of ? [`as at ${readDate(dateNumber(String(fact.extra.as_of)))}`] : [];
  return element("span", { class: "extra" }, [...words, ...known].join("; "));
}

/** @param {GraphNode} state */
function stateDetails(state) {
  const now = asAt(viewed.day);
  const { index, known } = state;
  const links = now.links().find((one) => one.state === index);
  const number = clusterOf.get(index);
  const cluster = clusters.find((one) => one.number === number);
  const standing = new Map(treaties.map((treaty) => [treaty.index, now.standing(index, treaty.index)]));
  /** @param {string} wanted */
  const having = (wanted) => treaties.filter((treaty) => standing.get(treaty.index) === wanted);
  const memberships = now.memberships(index).filter((fact) => fact.start === index);
  /** Treaties it is not recorded as party to on this day, with what is said of another day. @param {GraphNode[]} some */
  const absent = (some) =>
    list(
      some.map((treaty) => {
        const said = factsAbout[index].find((fact) => fact.type === "PARTY_TO" && fact.start === index && fact.end === treaty.index && !holds(fact, viewed.day));
        const title = nodeLink(treaty.index, index);
        return said ? entry(said, title, `on another day: party ${dated(said)}`) : element("li", {}, title);
      }),
    );
  /** @type {[string, any][]} */
  const about = [
    ["Official name", known.official_name],
    ["United Nations", known.un_member ? `Member State${known.un_member_since ? ` since ${readDate(dateNumber(known.un_member_since))}` : ""}` : plain(known.status ?? "")],
    ["Region", [known.subregion, known.region].filter(Boolean).join(", ")],
    ["UN group", known.un_group],
    ["Cluster", cluster && `${number} · ${cluster.name}`],
    ["Recorded links", links && `${links.treaties} treaties, ${links.bodies} bodies, ${links.agreements} agreements`],
  ];
  return element(
    "div",
    {},
    heading(state),
    table(about),
    compareChoice(state),
    gapsOf(state),
    group("Party to", having("party").length, [byTopic(having("party"), index)]),
    having("signatory only").length > 0 && group("Signed only", having("signatory only").length, [byTopic(having("signatory only"), index)]),
    group("Not party", having("not party").length, [absent(having("not party"))]),
    having("unknown").length > 0 &&
      group("Unknown", having("unknown").length, [
        element("p", { class: "hint" }, "No source covers these treaties on this day: absent here does not mean absent."),
        absent(having("unknown")),
      ]),
    group("Bodies", memberships.length, [list(memberships.map((fact) => entry(fact, nodeLink(fact.end))))]),
    agreementsOf(index, links?.covered ?? false),
    group("Land neighbours", now.neighbours(index).length, [
      list(now.neighbours(index).map(([other, fact]) => entry(fact, element("span", {}, nodeLink(other), ` · ${basisInWords(index, other)}`), ""))),
    ]),
    corridorsOf(index),
    tiesOf(index),
    remaining(state, ["PARTY_TO", "SIGNED", "MEMBER_OF", "CONCLUDED", "BORDERS", "DETECTED_VICTIMS"]),
    stated(state),
  );
}

/** @param {number} one @param {number} other */
function basisInWords(one, other) {
  return legalBasis(one, other, viewed.day) ? "legal basis recorded" : "no legal basis recorded";
}

/** @param {(Node | string)[]} items */
function list(items) {
  return element("ul", { class: "facts" }, items);
}

/** @param {GraphNode[]} some @param {number} state */
function byTopic(some, state) {
  const now = asAt(viewed.day);
  const topics = [...new Set(some.map((treaty) => treaty.known.topic))];
  return element(
    "div",
    {},
    topics.flatMap((topic) => [
      element("h4", {}, topicName(topic)),
      list(
        some
          .filter((treaty) => treaty.known.topic === topic)
          .map((treaty) => entry(now.grounds(state, treaty.index)[0], nodeLink(treaty.index, state))),
      ),
    ]),
  );
}

/** @param {GraphNode} state */
function gapsOf(state) {
  const now = asAt(viewed.day);
  const found = [...now.instrumentGaps(clusterGroups), ...now.instrumentGaps(subregions)].filter((gap) => gap.subject === state.index);
  const about = [...new Set(found.map((gap) => gap.about))];
  if (!about.length) return element("p", { class: "hint" }, state.known.un_member ? "Party to every treaty most of its peers are party to." : "");
  const lines = about.map((treaty) => {
    const gaps = found.filter((gap) => gap.about === treaty);
    const words = gaps.map((gap) => `${gap.met} of ${gap.peers} others of ${gap.group}`).join("; ");
    return element("li", {}, nodeLink(treaty, state.index), element("span", { class: "extra" }, `${words} are party; itself: ${standingInWords(gaps[0].standing)}`));
  });
  return group("Treaties most peers joined, and it did not", about.length, [list(lines)], true);
}

/** @param {number} index @param {boolean} covered */
function agreementsOf(index, covered) {
  const now = asAt(viewed.day);
  const partners = [...now.agreements().values()]
    .filter((pair) => pair.one === index || pair.other === index)
    .map((pair) => ({ ...pair, partner: pair.one === index ? pair.other : pair.one }))
    .sort((a, b) => b.count - a.count || nodes[a.partner].name.localeCompare(nodes[b.partner].name, "en"));
  const total = partners.reduce((sum, pair) => sum + pair.count, 0);
  return group("Bilateral agreements", total, [
    element("p", { class: "hint" }, covered ? "A register of its own covers its agreements." : "No register of its own is among the sources: few here may mean that little was gathered."),
    list(
      partners.map((pair) =>
        element(
          "li",
          {},
          nodeLink(pair.partner, index),
          element("span", { class: "extra" }, `${counted(pair.count, "agreement")}${pair.first ? `, ${yearsOf(pair)}` : ""}`),
        ),
      ),
    ),
  ]);
}

/** @param {{first: number, last: number}} pair */
function yearsOf(pair) {
  const [first, last] = [pair.first, pair.last].map((date) => Math.floor(date / 10000));
  return first === last ? String(first) : `${first}–${last}`;
}

/** @param {number} index */
function corridorsOf(index) {
  const found = asAt(viewed.day).corridors(index);
  if (!found.length) return null;
  return group("Corridor partners", found.length, [
    list(
      found.map((fact) => {
        const other = fact.start === index ? fact.end : fact.start;
        const way = fact.start === index ? "its citizens detected there" : "their citizens detected here";
        return entry(fact, element("span", {}, nodeLink(other), ` · ${way} · ${basisInWords(index, other)}`), "");
      }),
    ),
  ]);
}

/** @param {number} index */
function tiesOf(index) {
  const found = data.ties
    .filter((/** @type {number[]} */ [one, other]) => one === index || other === index)
    .sort((/** @type {number[]} */ a, /** @type {number[]} */ b) => b[2] - a[2]);
  if (!found.length) return null;
  const now = asAt(viewed.day);
  return group("Strongest ties", found.length, [
    element("p", { class: "hint" }, `Ranked as at ${readDate(data.asOf)} by how far shared treaties and bodies exceed what chance gives; a ranking, no test.`),
    list(
      found.map((/** @type {number[]} */ [one, other]) => {
        const partner = one === index ? other : one;
        const shared = sharedCounts(now, index, partner);
        return element("li", {}, nodeLink(partner, index), element("span", { class: "extra" }, `shares ${counted(shared.treaties, "treaty", "treaties")} and ${counted(shared.bodies, "body", "bodies")} on this day`));
      }),
    ),
  ]);
}

/** @param {import("./model.js").Snapshot} now @param {number} one @param {number} other */
export function sharedCounts(now, one, other) {
  const shared = treaties.filter((t) => now.standing(one, t.index) === "party" && now.standing(other, t.index) === "party");
  const [mine, theirs] = [one, other].map(
    (state) => new Set(now.memberships(state).filter((fact) => fact.start === state && fact.extra.status === "member").map((fact) => fact.end)),
  );
  return { treaties: shared.length, bodies: [...mine].filter((body) => theirs.has(body)).length };
}

/** Everything else that is recorded of a node, by type and direction. @param {GraphNode} node @param {string[]} done */
function remaining(node, done) {
  /** @type {Map<string, Fact[]>} */
  const groups = new Map();
  for (const fact of factsAbout[node.index]) {
    if (done.includes(fact.type)) continue;
    const key = `${fact.type}|${fact.start === node.index}`;
    groups.set(key, [...(groups.get(key) ?? []), fact]);
  }
  return element(
    "div",
    {},
    [...groups].sort().map(([key, found]) => {
      const [type, fromStart] = key.split("|");
      const current = found.filter((fact) => holds(fact, viewed.day));
      const past = found.filter((fact) => !holds(fact, viewed.day));
      /** @param {Fact} fact */
      const asEntry = (fact) => entry(fact, nodeLink(fact.start === node.index ? fact.end : fact.start));
      return [
        current.length > 0 && group(typeInWords(type, fromStart === "true"), current.length, [longList(current, asEntry)]),
        past.length > 0 && group(`${typeInWords(type, fromStart === "true")}, not on this day`, past.length, [longList(past, asEntry)]),
      ];
    }).flat(),
  );
}

/** @param {Fact[]} found @param {(fact: Fact) => HTMLElement} asEntry */
function longList(found, asEntry) {
  const made = list(found.slice(0, 60).map(asEntry));
  if (found.length > 60) {
    const more = element("button", { type: "button", onclick: () => more.replaceWith(...found.slice(60).map(asEntry)) }, `Show all ${found.length.toLocaleString("en")}`);
    made.append(more);
  }
  return made;
}

/** @param {GraphNode} node */
function stated(node) {
  if (!node.sources.length) return null;
  return element("div", { class: "stated" }, element("h4", {}, "This entry is stated by"), node.sources.map((source, i) => statement(source, node.locators[i])));
}

/** @param {GraphNode} node */
function otherDetails(node) {
  const now = asAt(viewed.day);
  /** @type {[string, any][]} */
  const about = Object.entries(node.known)
    .filter(([name]) => !["name", "covered_as_of"].includes(name) && !(name === "title" && node.name === node.known.title))
    .map(([name, value]) => {
      const text = String(value);
      if (name === "topic") return [plain(name), topicName(text)];
      if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return [plain(name), readDate(dateNumber(text))];
      return [plain(name), typeof value === "boolean" ? (value ? "yes" : "no") : plain(text)];
    });
  const parts = [...heading(node), table(about)];
  if (node.label === "Treaty") {
    const counts = now.counts(node.index);
    const total = members.length;
    /** @param {import("./model.js").Standing} wanted */
    const having = (wanted) => members.filter((state) => now.standing(state.index, node.index) === wanted);
    const others = factsAbout[node.index].filter((fact) => fact.type === "PARTY_TO" && holds(fact, viewed.day) && !nodes[fact.start].known.un_member);
    return element(
      "div",
      {},
      parts,
      element("p", { class: "lead" }, counts.unknown ? `${counts.party} of ${total} UN Member States are recorded as party; ${counts.unknown} unknown on this day.` : `${counts.party} of ${total} UN Member States are party, ${counts["signatory only"]} signed only.`),
      element("p", { class: "actions" }, element("button", { type: "button", onclick: () => show({ view: "map", colour: "treaty", treaty: keyOf(node) }) }, "Show on the map"), element("button", { type: "button", onclick: () => show({ view: "gaps", treaty: keyOf(node) }) }, "Show its gaps")),
      group("Parties that are UN Member States", counts.party, [list(having("party").map((s) => entry(now.grounds(s.index, node.index)[0], nodeLink(s.index, node.index))))]),
      others.length > 0 && group("Other parties", others.length, [list(others.map((fact) => entry(fact, nodeLink(fact.start))))]),
      counts["signatory only"] > 0 && group("Signed only", counts["signatory only"], [list(having("signatory only").map((s) => entry(now.grounds(s.index, node.index)[0], nodeLink(s.index, node.index))))]),
      counts["not party"] > 0 && group("Not party", counts["not party"], [list(having("not party").map((s) => element("li", {}, nodeLink(s.index, node.index))))]),
      counts.unknown > 0 && group("Unknown", counts.unknown, [list(having("unknown").map((s) => element("li", {}, nodeLink(s.index))))]),
      remaining(node, ["PARTY_TO", "SIGNED"]),
      stated(node),
    );
  }
  return element("div", {}, parts, remaining(node, []), stated(node));
}

/** @param {GraphNode} state @param {GraphNode} treaty */
function cellDetails(state, treaty) {
  const now = asAt(viewed.day);
  const standing = now.standing(state.index, treaty.index);
  const past = factsAbout[state.index].filter((fact) => fact.end === treaty.index && !holds(fact, viewed.day));
  const gaps = [...now.instrumentGaps(clusterGroups), ...now.instrumentGaps(subregions)].filter((gap) => gap.subject === state.index && gap.about === treaty.index);
  return element(
    "div",
    {},
    element("h2", {}, nodeLink(state.index), " and ", nodeLink(treaty.index)),
    element("p", { class: `standing ${standing.replaceAll(" ", "-")}` }, `As at ${readDate(viewed.day)}: ${standingInWords(standing)}`),
    gaps.length > 0 && list(gaps.map((gap) => element("li", {}, `${gap.met} of ${gap.peers} others of ${gap.group} are party`))),
    element("h3", {}, "What this rests on"),
    list(now.grounds(state.index, treaty.index).map((fact) => entry(fact, fact.type === "COVERS" ? "Silence of a source that covers this treaty," : typeInWords(fact.type, true)))),
    standing === "unknown" && element("p", { class: "hint" }, "No fact is recorded and no source covers this treaty on this day. Unknown is not no."),
    past.length > 0 && [element("h3", {}, "On other days"), list(past.map((fact) => entry(fact, typeInWords(fact.type, true))))],
  );
}

/** @param {GraphNode} one @param {GraphNode} other */
function between(one, other) {
  const found = factsAbout[one.index].filter((fact) => fact.start === other.index || fact.end === other.index);
  return element(
    "div",
    {},
    element("h2", {}, nodeLink(one.index), " and ", nodeLink(other.index)),
    found.length
      ? list(found.map((fact) => entry(fact, typeInWords(fact.type, fact.start === one.index))))
      : element("p", { class: "hint" }, "No fact between the two is recorded."),
  );
}

/** @param {GraphNode} state */
function compareChoice(state) {
  if (!state.known.un_member) return null;
  const choice = element(
    "select",
    { id: "compare", onchange: (/** @type {any} */ event) => event.target.value && show({ with: event.target.value }) },
    element("option", { value: "" }, "choose a State"),
    members.filter((node) => node !== state).sort((a, b) => a.name.localeCompare(b.name, "en")).map((node) => element("option", { value: keyOf(node) }, node.name)),
  );
  return element("p", { class: "actions" }, element("label", { for: "compare" }, "Compare with "), choice);
}

/** Two States side by side. @param {GraphNode} one @param {GraphNode} other */
function compared(one, other) {
  const now = asAt(viewed.day);
  const border = now.neighbours(one.index).find(([next]) => next === other.index);
  const agreements = now.agreementsBetween(one.index, other.index);
  const corridors = now.corridors(one.index).filter((fact) => fact.start === other.index || fact.end === other.index);
  const differing = treaties.filter((t) => (now.standing(one.index, t.index) === "party") !== (now.standing(other.index, t.index) === "party"));
  const both = treaties.filter((t) => now.standing(one.index, t.index) === "party" && now.standing(other.index, t.index) === "party");
  const neither = treaties.filter((t) => !both.includes(t) && !differing.includes(t));
  const [mine, theirs] = [one, other].map((state) => new Set(now.memberships(state.index).filter((f) => f.start === state.index).map((f) => f.end)));
  const sharedBodies = [...mine].filter((body) => theirs.has(body));
  /** @param {GraphNode} state */
  const totals = (state) => now.links().find((links) => links.state === state.index);
  const [a, b] = [totals(one), totals(other)];
  /** @type {[string, any, any][]} */
  const rows = [
    ["Treaties", a?.treaties ?? "–", b?.treaties ?? "–"],
    ["Bodies", a?.bodies ?? "–", b?.bodies ?? "–"],
    ["Agreements", a?.agreements ?? "–", b?.agreements ?? "–"],
    ["Cluster", clusterOf.get(one.index) ?? "–", clusterOf.get(other.index) ?? "–"],
    ...differing.map((t) => /** @type {[any, any, any]} */ ([nodeLink(t.index), word(now.standing(one.index, t.index)), word(now.standing(other.index, t.index))])),
  ];
  return element(
    "div",
    {},
    element("h2", {}, nodeLink(one.index), " and ", nodeLink(other.index)),
    element("p", { class: "lead" }, `${basisSentence(one, other)} ${border ? "They share a land border." : ""}`),
    element(
      "table",
      { class: "compare" },
      element("caption", {}, `Side by side, as at ${readDate(viewed.day)}`),
      element("thead", {}, element("tr", {}, element("td", {}), element("th", { scope: "col" }, short(one)), element("th", { scope: "col" }, short(other)))),
      element("tbody", {}, rows.map(([title, x, y]) => element("tr", {}, element("th", { scope: "row" }, title), element("td", {}, x), element("td", {}, y)))),
    ),
    group("Both party to", both.length, [list(both.map((t) => element("li", {}, nodeLink(t.index))))]),
    group("Neither party to, or unknown", neither.length, [
      list(neither.map((t) => element("li", {}, nodeLink(t.index), element("span", { class: "extra" }, `${short(one)}: ${word(now.standing(one.index, t.index))}; ${short(other)}: ${word(now.standing(other.index, t.index))}`)))),
    ]),
    group("Bodies of both", sharedBodies.length, [list(sharedBodies.map((body) => element("li", {}, nodeLink(body))))]),
    group(
      "Agreements between them",
      agreements.count,
      [
        agreements.count > agreements.facts.length ? element("p", { class: "hint" }, "This page keeps only the dates of its many agreements; ask the graph for their titles.") : "",
        list(agreements.facts.map((fact) => entry(fact, nodeLink(fact.end)))),
      ],
      agreements.count > 0,
    ),
    border ? group("Border", 1, [list([entry(border[1], "Land border", "")])]) : null,
    corridors.length ? group("Corridors", corridors.length, [list(corridors.map((fact) => entry(fact, `Citizens of ${nodes[fact.start].name} detected in ${nodes[fact.end].name}`, "")))]) : null,
  );
}

/** @param {string} standing */
function word(standing) {
  return standing === "signatory only" ? "signed only" : standing;
}

/** @param {GraphNode} one @param {GraphNode} other */
function basisSentence(one, other) {
  return legalBasis(one.index, other.index, viewed.day)
    ? "A legal basis for cooperating is recorded: a shared treaty against trafficking or organized crime, a bilateral agreement or a mechanism."
    : "No legal basis is recorded: no shared treaty against trafficking or organized crime, no bilateral agreement, no mechanism.";
}
