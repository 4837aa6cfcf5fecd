/**
 * The panel beside the views: what stands out when nothing is selected; else everything recorded of the selection, each
 * fact with its date, source, place and dispute, and what the tables of the page's day answer about it.
 *
 * @typedef {import("./data.js").Fact} Fact
 * @typedef {import("./data.js").GraphNode} GraphNode
 */
import { atBoundary, clusterOf, clusters, confidenceOf, data, factsAbout, keyOf, nodeAt, nodes, topicName } from "./data.js";
import { dateNumber, readDate } from "../../shared/js/dates.js";
import { byId, counted, element, fill } from "../../shared/js/elements.js";
import { asAt, holds, isMember } from "./holding.js";
import { nodeLink } from "./links.js";
import { standsOut } from "./overview.js";
import { ANSWERS } from "../../shared/js/signs.js";
import { show, viewed } from "./state.js";
import { bases, cellInWords, isGap, rowsOn, tables, tablesDay } from "./tables.js";
import { answerInWords, dated, kindInWords, knownInWords, knownUntilInWords, plain, standingInWords, typeInWords, yearsOf, statements } from "../../shared/js/wording.js";

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
  const state = chosen.label === "State";
  const buttons = element(
    "p",
    { class: "actions" },
    state && !other && element("button", { type: "button", "aria-pressed": viewed.pick ? "true" : "false", onclick: () => pick(chosen) }, viewed.pick ? "Stop comparing" : "Compare"),
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

/** Lets the second State be picked in the network, or no longer. @param {GraphNode} chosen */
function pick(chosen) {
  show({ select: keyOf(chosen), view: "network", pick: viewed.pick ? "" : "on" });
  byId("network").scrollIntoView({ block: "nearest" });
  byId("network").focus({ preventScroll: true });
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

/** One fact in full. @param {Fact} fact @param {Node | string} title @param {string} [date] @param {string} [beside] */
function entry(fact, title, date = dated(fact), beside = "") {
  return element(
    "li",
    {},
    element("span", { class: "fact" }, title),
    // Detections say in which years they were made; nothing is said of later ones.
    element("span", { class: "date" }, " ", date, fact.type !== "DETECTED_VICTIMS" && knownInWords(fact, viewed.day)),
    extras(fact),
    beside && element("span", { class: "extra" }, beside),
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

/** @param {Fact} fact */
function extras(fact) {
  const words = Object.entries(fact.extra)
    .filter(([name, value]) => value !== false && !["answer", "since_precision", "until_precision", "kind"].includes(name))
    .map(([name, value]) => {
      if (name === "status" || name === "action") return plain(String(value)).toLowerCase();
      if (name === "in_force") return `in force for it from ${readDate(dateNumber(String(value)))}`;
      return `${plain(name).toLowerCase()} ${Array.isArray(value) ? value.join(", ") : value}`;
    });
  return words.length > 0 && element("span", { class: "extra" }, words.join("; "));
}

/** @param {number} index of a State */
function surenessInWords(index) {
  const sure = confidenceOf.get(index);
  return sure === undefined ? "" : `, sure ${sure.toFixed(2)}${atBoundary(index) ? ": a boundary State" : ""}`;
}

/** @param {GraphNode} state */
function stateDetails(state) {
  const now = asAt(viewed.day);
  const { index, known } = state;
  const number = clusterOf.get(index);
  const cluster = clusters.find((one) => one.number === number);
  const memberships = now.memberships(index).filter((fact) => fact.start === index);
  /** @type {[string, any][]} */
  const about = [
    ["Official name", known.official_name],
    ["United Nations", isMember(state, viewed.day) ? `Member State${known.un_member_since ? ` since ${readDate(dateNumber(known.un_member_since))}` : ""}` : "no Member State on this day"],
    ["Region", [known.subregion, known.region].filter(Boolean).join(", ")],
    ["UN group", known.un_group],
    ["Cluster", cluster && `${number} · ${cluster.name}${surenessInWords(index)} (as at ${tablesDay})`],
  ];
  return element(
    "div",
    {},
    heading(state),
    table(about),
    compareChoice(state),
    orderChoice(),
    coreOf(index),
    answersOn(index, ["gap"]),
    ANSWERS.map((answer) => {
      const some = now.towards(index, answer);
      if (!some.length) return null;
      const words = answerInWords(answer);
      return group(answer === "party" ? "Party to" : words.charAt(0).toUpperCase() + words.slice(1), some.length, [byTopic(some, index)]);
    }),
    group("Bodies", memberships.length, [list(latestFirst(memberships, (fact) => fact.since).map((fact) => entry(fact, nodeLink(fact.end))))]),
    agreementsOf(index),
    group("Land neighbours", now.neighbours(index).length, [list(now.neighbours(index).map(([other, fact]) => entry(fact, nodeLink(other, index), "")))]),
    corridorsOf(index),
    basesOf(index),
    tiesOf(index),
    answersOn(index, ["unknown", "not listed"]),
    remaining(state, ["STANDING", "MEMBER_OF", "CONCLUDED", "BORDERS", "DETECTED_VICTIMS"]),
    stated(state),
  );
}

/** Where a State stands towards the instruments made against trafficking, gap or not. @param {number} state */
function coreOf(state) {
  const now = asAt(viewed.day);
  const asked = now.treaties.filter((treaty) => treaty.known.core && now.spell(state, treaty.index));
  if (!asked.length) return null;
  const parties = (/** @type {GraphNode} */ treaty) => (now.standings(treaty.index).party ?? []).length;
  const towards = asked.sort((a, b) => parties(b) - parties(a)).map((treaty) => {
    const spell = /** @type {Fact} */ (now.spell(state, treaty.index));
    const { answer } = spell.extra;
    const since = spell.since && answer === "party" ? ` since ${readDate(spell.since)}` : "";
    return entry(spell, nodeLink(treaty.index, state), `· ${answerInWords(answer)}${since}`, `${parties(treaty)} of ${now.asked(treaty.index)} party`);
  });
  return group("Instruments against trafficking", asked.length, [list(towards)], true);
}

/** What the tables answer about a State, kind by kind; the first kind is open. @param {number} state @param {string[]} answers */
function answersOn(state, answers) {
  return rowsOn(state).flatMap(({ table, rows }, at) =>
    answers.map((answer) => {
      const some = rows.filter((row) => row.answer === answer);
      if (!some.length) return null;
      const hint = element("p", { class: "hint" }, [`As at ${tablesDay}.`, answer !== "gap" && table.note].filter(Boolean).join(" "));
      const title = answer === "gap" ? table.title : `${table.title}: ${answer}`;
      return group(title, some.length, [hint, list(some.map((row) => rowInWords(table, row, state)))], answer === "gap" && at === 0);
    }),
  );
}

/** @param {import("./tables.js").Table} table @param {import("./tables.js").Row} row @param {number} state */
function rowInWords(table, row, state) {
  const target = row.about >= 0 ? row.about : row.other === state ? row.subject : row.other;
  const words = table.columns.flatMap((column, at) => {
    const what = column.node && row[column.node];
    if (what === state || what === target || row.cells[at] === "" || column.kind === "answer") return [];
    return [`${column.title.toLowerCase()}: ${cellInWords(column, row, at)}`];
  });
  return element("li", {}, target >= 0 && nodeLink(target, state), element("span", { class: "extra" }, words.join("; ")));
}

/** @param {(Node | string)[]} items */
function list(items) {
  return element("ul", { class: "facts" }, items);
}

/** In what order treaties, bodies and agreements are listed. */
function orderChoice() {
  const choice = element("select", { id: "order", onchange: () => show({ order: choice.value }) }, element("option", { value: "" }, "by topic and name"), element("option", { value: "date" }, "latest first"));
  choice.value = viewed.order;
  return element("p", { class: "actions" }, element("label", { for: "order" }, "Lists"), choice);
}

/** @template T @param {T[]} some @param {(one: T) => number} since @returns {T[]} latest first where the reader wants it, else as they are */
function latestFirst(some, since) {
  return viewed.order === "date" ? [...some].sort((a, b) => since(b) - since(a)) : some;
}

/** @param {GraphNode[]} some @param {number} state */
function byTopic(some, state) {
  const since = (/** @type {GraphNode} */ treaty) => asAt(viewed.day).spell(state, treaty.index)?.since ?? 0;
  if (viewed.order === "date") return list(latestFirst(some, since).map((treaty) => spellEntry(asAt(viewed.day).spell(state, treaty.index), nodeLink(treaty.index, state))));
  const topics = [...new Set(some.map((treaty) => treaty.known.topic))];
  return element(
    "div",
    {},
    topics.flatMap((topic) => [
      element("h4", {}, topicName(topic)),
      list(some.filter((treaty) => treaty.known.topic === topic).map((treaty) => spellEntry(asAt(viewed.day).spell(state, treaty.index), nodeLink(treaty.index, state)))),
    ]),
  );
}

/** Where a participant stands, with what that rests on. @param {Fact | undefined} spell @param {Node | string} title */
function spellEntry(spell, title) {
  return spell ? entry(spell, title, spell.since ? dated(spell) : "") : element("li", {}, title);
}

/** @param {number} index */
function agreementsOf(index) {
  const now = asAt(viewed.day);
  const partners = [...now.agreements().values()]
    .filter((pair) => pair.one === index || pair.other === index)
    .map((pair) => ({ ...pair, partner: pair.one === index ? pair.other : pair.one }))
    .sort((a, b) => (viewed.order === "date" ? b.last - a.last : 0) || b.count - a.count || nodes[a.partner].name.localeCompare(nodes[b.partner].name, "en"));
  const total = partners.reduce((sum, pair) => sum + pair.count, 0);
  return group("Bilateral agreements", total, [
    element("p", { class: "hint" }, "Only those recorded: few may also mean that little was gathered."),
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

/** @param {number} index */
function corridorsOf(index) {
  const found = asAt(viewed.day).corridors(index);
  if (!found.length) return null;
  return group("Corridor partners", found.length, [
    element("p", { class: "hint" }, "States of which one detected victims with the citizenship of the other. That is no cooperation."),
    list(
      found.map((fact) => {
        const other = fact.start === index ? fact.end : fact.start;
        const way = fact.start === index ? "its citizens detected there" : "their citizens detected here";
        return entry(fact, element("span", {}, nodeLink(other, index), ` · ${way}`), "");
      }),
    ),
  ]);
}

/** What provides each act with each neighbour and corridor partner. @param {number} index */
function basesOf(index) {
  const found = bases.filter(({ one, other }) => one === index || other === index);
  if (!found.length) return null;
  const partners = found
    .map((pair) => ({ partner: pair.one === index ? pair.other : pair.one, open: pair.by.filter((one) => one.open), pair }))
    .sort((a, b) => b.open.length - a.open.length || nodes[a.partner].name.localeCompare(nodes[b.partner].name, "en"));
  return group("Legal basis with neighbours and corridor partners", found.length, [
    element("p", { class: "hint" }, `As at ${tablesDay}: treaties both are party to whose text has articles on the act, and agreements on it. Choose a partner for the articles. Unknown: nothing is recorded, and whether there is something no source tells.`),
    list(
      partners.map(({ partner, open, pair }) => {
        const said = `${pair.by.length - open.length} of ${pair.by.length} acts provided${open.length ? `; ${open.map(({ act, text }) => `${nodes[act].name}: ${text}`).join(", ")}` : ""}`;
        const choose = element("button", { type: "button", onclick: () => show({ with: keyOf(nodes[partner]) }) }, "articles");
        return element("li", {}, nodeLink(partner, index), element("span", { class: "extra" }, said, " ", choose));
      }),
    ),
  ]);
}

/** The table of two States: by what each act is provided between them. @param {number} one @param {number} other */
function basisBetween(one, other) {
  const pair = bases.find((some) => (some.one === one && some.other === other) || (some.one === other && some.other === one));
  if (!pair) return element("p", { class: "hint" }, "Legal bases are worked out for neighbours and corridor partners; for others ask `pactgraph basis`.");
  return element(
    "table",
    { class: "bases" },
    element("caption", {}, `What provides each act of cooperation between them, as at ${tablesDay}`),
    element("tbody", {}, pair.by.map(({ act, text }) => element("tr", {}, element("th", { scope: "row" }, nodes[act].name), element("td", {}, text)))),
  );
}

/** @param {number} index */
function tiesOf(index) {
  /** @type {{one: number, other: number, z: number, shared: number}[]} */
  const found = data.ties.filter((/** @type {any} */ { one, other }) => one === index || other === index);
  if (!found.length) return null;
  return group("Strongest ties", found.length, [
    element("p", { class: "hint" }, `Ranked as at ${tablesDay} by how far what two States share exceeds what chance gives; a ranking, no test.`),
    list(
      // As they come: in the one order of all rankings.
      found
        .map(({ one, other, z, shared }) => element("li", {}, nodeLink(one === index ? other : one, index), element("span", { class: "extra" }, `shares ${counted(shared, "treaty or body", "treaties and bodies")}; z ${z}`))),
    ),
  ]);
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
    .filter(([name]) => !["name", "core", "covered_as_of"].includes(name) && !(name === "title" && node.name === node.known.title))
    .map(([name, value]) => {
      const text = String(value);
      if (name === "topic") return [plain(name), topicName(text)];
      if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return [plain(name), readDate(dateNumber(text))];
      return [plain(name), typeof value === "boolean" ? (value ? "yes" : "no") : plain(text)];
    });
  const parts = [...heading(node), table(about)];
  if (node.label !== "Treaty") return element("div", {}, parts, remaining(node, ["STANDING"]), stated(node));
  const standings = now.standings(node.index);
  const others = now.holding("STANDING").filter((spell) => spell.end === node.index && spell.extra.answer === "party" && !isMember(nodes[spell.start], viewed.day));
  const asked = ANSWERS.filter((answer) => standings[answer]);
  return element(
    "div",
    {},
    parts,
    element("p", { class: "lead" }, asked.length ? `${asked.map((answer) => `${standings[answer].length} ${answer}`).join(", ")}: ${now.asked(node.index)} of ${readDate(viewed.day)}${knownUntilInWords(now.knownUntil(node.index))}.` : `Not asked on ${readDate(viewed.day)}: the treaty was not yet adopted.`),
    element("p", { class: "actions" }, element("button", { type: "button", onclick: () => show({ view: "map", colour: "treaty", treaty: keyOf(node) }) }, "Show on the map"), element("button", { type: "button", onclick: () => show({ view: "gaps", treaty: keyOf(node) }) }, "Show its gaps")),
    orderChoice(),
    asked.map((answer) =>
      group(answer === "party" ? "Parties that are UN Member States" : plain(answer), standings[answer].length, [
        list(inOrder(standings[answer], node).map((state) => spellEntry(now.spell(state.index, node.index), nodeLink(state.index, node.index)))),
      ]),
    ),
    others.length > 0 && group("Other parties", others.length, [list(others.map((spell) => spellEntry(spell, nodeLink(spell.start, node.index))))]),
    remaining(node, ["STANDING"]),
    stated(node),
  );
}

/** @param {GraphNode[]} some States @param {GraphNode} treaty @returns {GraphNode[]} by name, or latest first */
function inOrder(some, treaty) {
  const byName = [...some].sort((a, b) => a.name.localeCompare(b.name, "en"));
  return latestFirst(byName, (state) => asAt(viewed.day).spell(state.index, treaty.index)?.since ?? 0);
}

/** @param {GraphNode} state @param {GraphNode} treaty */
function cellDetails(state, treaty) {
  const spell = asAt(viewed.day).spell(state.index, treaty.index);
  const spells = factsAbout[state.index].filter((fact) => fact.type === "STANDING" && fact.end === treaty.index);
  const other = factsAbout[state.index].filter((fact) => fact.type !== "STANDING" && fact.end === treaty.index);
  const expected = isGap(state.index, treaty.index) ? tables.filter((table) => table.name === "instrument").flatMap((table) => table.rows.filter((row) => row.subject === state.index && row.about === treaty.index).map((row) => rowInWords(table, row, state.index))) : [];
  return element(
    "div",
    {},
    element("h2", {}, nodeLink(state.index), " and ", nodeLink(treaty.index)),
    element("p", { class: `standing ${(spell?.extra.answer ?? "").replaceAll(" ", "-")}` }, `As at ${readDate(viewed.day)}: ${standingInWords(spell, viewed.day)}`),
    expected.length > 0 && [element("h3", {}, `What its peers do, as at ${tablesDay}`), list(expected)],
    spells.length > 0 && [
      element("h3", {}, "Day by day"),
      list(spells.map((one) => entry(one, one.extra.answer, one.holds_until === 99991231 ? `from ${readDate(one.holds_from)} on` : `from ${readDate(one.holds_from)} until ${readDate(one.holds_until)}`))),
    ],
    other.length > 0 && [element("h3", {}, "Also recorded"), list(other.map((fact) => entry(fact, typeInWords(fact.type, true))))],
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
  if (!isMember(state, viewed.day)) return null;
  const choice = element(
    "select",
    { id: "compare", onchange: (/** @type {any} */ event) => event.target.value && show({ with: event.target.value }) },
    element("option", { value: "" }, "choose a State"),
    asAt(viewed.day).members.filter((node) => node !== state).sort((a, b) => a.name.localeCompare(b.name, "en")).map((node) => element("option", { value: keyOf(node) }, node.name)),
  );
  return element("p", { class: "actions" }, element("label", { for: "compare" }, "Compare with "), choice);
}

/** Two States: what their cooperation rests on, then what one has and the other lacks. @param {GraphNode} one @param {GraphNode} other */
function compared(one, other) {
  const now = asAt(viewed.day);
  const border = now.neighbours(one.index).find(([next]) => next === other.index);
  const agreements = now.agreementsBetween(one.index, other.index);
  const corridors = now.corridors(one.index).filter((fact) => fact.start === other.index || fact.end === other.index);
  /** @param {GraphNode} treaty @param {string} answer */
  const answers = (treaty, answer) => [one, other].filter((state) => now.answer(state.index, treaty.index) === answer).length;
  const byCore = [...now.treaties].sort((a, b) => Number(b.known.core ?? false) - Number(a.known.core ?? false));
  const both = byCore.filter((treaty) => answers(treaty, "party") === 2);
  const neither = byCore.filter((treaty) => !answers(treaty, "party"));
  const [mine, theirs] = [one, other].map((state) => new Map(now.memberships(state.index).filter((fact) => fact.start === state.index).map((fact) => [fact.end, fact])));
  const shared = [...mine.keys()].filter((body) => theirs.has(body));
  /** @param {GraphNode} treaty @returns {[Node, string, string]} */
  const standing = (treaty) => {
    const [x, y] = [one, other].map((state) => now.spell(state.index, treaty.index)).map((spell) => (spell ? `${spell.extra.answer}${knownInWords(spell, viewed.day)}` : "not asked"));
    return [nodeLink(treaty.index), x, y];
  };
  /** @type {[string | Node, any, any][]} */
  const rows = [
    ...byCore.filter((treaty) => answers(treaty, "party") === 1).map(standing),
    ...[...new Set([...mine.keys(), ...theirs.keys()])]
      .filter((body) => !shared.includes(body))
      .map((body) => /** @type {[Node, string, string]} */ ([nodeLink(body), taking(mine.get(body)), taking(theirs.get(body))])),
    [`Cluster, as at ${tablesDay}`, clusterOf.get(one.index) ?? "–", clusterOf.get(other.index) ?? "–"],
  ];
  const said = rowsOn(one.index).flatMap(({ table, rows: some }) => some.filter((row) => (row.about < 0 || nodes[row.about].label === "Act") && (row.subject === other.index || row.other === other.index)).map((row) => ({ table, row })));
  return element(
    "div",
    {},
    element("h2", {}, nodeLink(one.index), " and ", nodeLink(other.index)),
    legalBases(one, other, both),
    element("p", { class: "hint" }, `As at ${readDate(viewed.day)}. ${counted(shared.length, "body", "bodies")} in common.${border ? " They share a land border." : ""}`),
    element(
      "table",
      { class: "compare" },
      element("caption", {}, `Side by side, as at ${readDate(viewed.day)}: what one has and the other lacks`),
      element("thead", {}, element("tr", {}, element("td", {}), element("th", { scope: "col" }, short(one)), element("th", { scope: "col" }, short(other)))),
      element("tbody", {}, rows.map(([title, x, y]) => element("tr", {}, element("th", { scope: "row" }, title), element("td", {}, x), element("td", {}, y)))),
    ),
    basisBetween(one.index, other.index),
    said.length > 0 && list(said.map(({ table, row }) => element("li", {}, `${table.title}: ${row.answer}, as at ${tablesDay}`, element("span", { class: "extra" }, row.cells.join("; "))))),
    group(
      "Agreements between them",
      agreements.count,
      [
        agreements.count > agreements.facts.length ? element("p", { class: "hint" }, "This page keeps only the dates of its many agreements; ask the graph for their titles.") : "",
        list(agreements.facts.map((fact) => entry(fact, nodeLink(fact.end)))),
      ],
      agreements.count > 0,
    ),
    group("Both party to", both.length, [list(both.flatMap((treaty) => [one, other].map((state) => spellEntry(now.spell(state.index, treaty.index), element("span", {}, nodeLink(treaty.index, state.index), ` · ${short(state)}`)))))]),
    group("Bodies of both", shared.length, [list(shared.map((body) => element("li", {}, nodeLink(body), element("span", { class: "extra" }, `${short(one)}: ${taking(mine.get(body))}; ${short(other)}: ${taking(theirs.get(body))}`))))]),
    group("Neither recorded as party", neither.length, [
      list(neither.map(standing).map(([treaty, x, y]) => element("li", {}, treaty, element("span", { class: "extra" }, `${short(one)}: ${x}; ${short(other)}: ${y}`)))),
    ]),
    border ? group("Border", 1, [list([entry(border[1], "Land border", "")])]) : null,
    corridors.length ? group("Corridors", corridors.length, [list(corridors.map((fact) => entry(fact, `Citizens of ${nodes[fact.start].name} detected in ${nodes[fact.end].name}`, "")))]) : null,
  );
}

/** @param {Fact | undefined} fact @returns {string} how a State takes part in a body */
function taking(fact) {
  return fact?.extra.status ?? "not recorded";
}

/** How many agreements the first sentence names. */
const MOST_AGREEMENTS = 3;

/**
 * The sentence on what two States can rest cooperation on, each with its year and source: agreements between them, those
 * that name trafficking first, then the instruments against trafficking that both are party to, then how many others.
 * @param {GraphNode} one @param {GraphNode} other @param {GraphNode[]} both treaties both are party to, those against trafficking first
 */
function legalBases(one, other, both) {
  const now = asAt(viewed.day);
  const { facts, count, first, last } = now.agreementsBetween(one.index, other.index);
  const named = [...new Map(facts.map((fact) => [fact.end, fact])).values()]
    .sort((a, b) => Number(nodes[b.end].known.mentions_trafficking ?? false) - Number(nodes[a.end].known.mentions_trafficking ?? false) || b.since - a.since)
    .slice(0, MOST_AGREEMENTS);
  const core = both.filter((treaty) => treaty.known.core);
  const others = both.length - core.length;
  const agreed = named.map((fact) => [nodeLink(fact.end), ` (${yearsIn([fact])}`, sourcesOf([fact]), ")"]);
  const more = count - named.length;
  if (more) agreed.push([`${counted(more, `${named.length ? "other " : ""}agreement`)}${named.length ? "" : ` (${yearsOf({ first, last })})`}`]);
  const party = core.map((treaty) => {
    const spells = [one, other].flatMap((state) => now.spell(state.index, treaty.index) ?? []);
    return ["the ", nodeLink(treaty.index), ` (${yearsIn(spells)}`, sourcesOf(spells), ")"];
  });
  if (others) party.push([counted(others, `${core.length ? "other " : ""}treaty`, `${core.length ? "other " : ""}treaties`)]);
  const parts = [joined(agreed), ...(party.length ? [["both party to ", ...joined(party)]] : [])].filter((part) => part.length);
  return element("p", { class: "lead" }, `${one.name} and ${other.name}: `, parts.length ? parts.flatMap((part, at) => [at ? "; " : "", ...part]) : "no agreement between them and no treaty of both is recorded", ".");
}

/** @param {Fact[]} some @returns {string} */
function yearsIn(some) {
  return some.map(({ since }) => (since ? String(Math.floor(since / 10000)) : "year not stated")).join(", ");
}

/** @param {Fact[]} some */
function sourcesOf(some) {
  const ids = [...new Set(some.flatMap(({ sources }) => sources))];
  return ids.flatMap((id, at) => [at ? ", " : "; ", nodeLink(nodeAt(`Source:${id}`)?.index ?? 0, -1, id)]);
}

/** @param {any[][]} items @returns {any[]} with commas between them, and before the last "and" */
function joined(items) {
  return items.flatMap((item, at) => [at === 0 ? "" : at === items.length - 1 ? " and " : ", ", ...item.flat()]);
}
