/**
 * The picture of a selection: it stands in the middle, what is linked to it in rows around, each with its name; of two
 * States, what they share stands between them. Places come from `around.js`, links from `linked.js`.
 *
 * @typedef {import("./linked.js").Group} Group
 * @typedef {import("./linked.js").Linked} Linked
 * @typedef {import("./data.js").GraphNode} GraphNode
 * @typedef {import("../../shared/js/paint.js").Size} Size
 * @typedef {{text: string[], group: Group, linked: Linked | null, x: number, y: number, width: number, height: number}} Row
 *   without `linked` it is a whole group that opens
 * @typedef {{node: GraphNode, name: string, x: number, width: number}} Card
 * @typedef {{groups: Group[], rows: Row[], cards: Card[], places: import("./around.js").Places, titles: {lines: string[], x: number, y: number}[],
 *   note: string, room: Size}} Surrounding
 */
import { placesBeyond, placesIn, SMALLEST, TEXT } from "./around.js";
import { keyOf, nodeAt } from "./data.js";
import { readDate } from "../../shared/js/dates.js";
import { counted } from "../../shared/js/elements.js";
import { groupsAround, groupsBetween, linkInWords, REPORTED } from "./linked.js";
import { fitted, widest, widthOfText, wrapped } from "../../shared/js/labels.js";
import { KINDS_OF_LINK } from "../../shared/js/linkkinds.js";
import { viewed } from "./state.js";
import { fontOf } from "../../shared/js/theme.js";

/** Nodes named one by one; with more, groups are closed. */
const MOST_NAMED = 120;
/** Agreements whose long titles are written out. */
const FEW = 6;
const TITLE_GAP = 8;
/** Between lines of a name, and of a title. */
export const LINE = 13;
export const FONT_OF_ROW = fontOf(12);
export const FONT_OF_CLOSED = fontOf(12, true);
export const FONT_OF_TITLE = fontOf(11, true);
export const FONT_OF_CARD = fontOf(14, true);
/** Widths at which names are broken into lines, of titles, and of the names of States and bodies: the first that fits. @type {[number, number][]} */
const WIDTHS = [[240, 240], [190, 190], [245, 130], [210, 120], [180, 110], [140, 140]];
/** How much larger letters have to be for names to be broken. */
const WORTH = 1.13;
/** @type {{key: string, found: Surrounding | null}} */
let last = { key: "", found: null };

/** What stands around the selection, or null where nothing is selected, or another is being picked. @param {Size} room @returns {Surrounding | null} */
export function surrounding(room) {
  const key = [viewed.select, viewed.with, viewed.pick, viewed.open, viewed.day, room.width, room.height].join("|");
  if (last.key !== key) last = { key, found: surroundingOf(room) };
  return last.found;
}

/** The node selected and the one with it; `pair` says whether they are two States that are compared. */
function chosenPair() {
  const [one, other] = [nodeAt(viewed.select), nodeAt(viewed.with)];
  return { one, other, pair: one?.label === "State" && other?.label === "State" };
}

/** @returns {Group[]} what the picture of the selection shows, whatever room there is */
export function groupsChosen() {
  const { one, other, pair } = chosenPair();
  if (!one || viewed.pick) return [];
  return pair && other ? groupsBetween(one.index, other.index) : groupsAround(one.index);
}

/** @param {Size} room @returns {Surrounding | null} */
function surroundingOf(room) {
  const { one, other, pair } = chosenPair();
  if (!one || viewed.pick || !room.width || !room.height) return null;
  const groups = groupsChosen();
  const note = noteOn(groups);
  const cards = cardsOf(pair && other ? [one, other] : [one], room.width / SMALLEST - 40);
  const least = cards.reduce((sum, card) => sum + card.width, 40 * (cards.length - 1));
  const { sized, places } = fittingIn(groups, { width: room.width, height: room.height - (note && groups.length ? 30 : 0) }, least);
  const rows = places.rows.map(({ group, row, x, y }) => ({ ...sized[group].rows[row], group: groups[group], x, y }));
  const titles = places.titles.map(({ group, x, y, room: width, continued }) => {
    const forms = (continued ? [", continued", " …"] : [""]).map((end) => wrapped(titleOf(groups[group]) + end, width, FONT_OF_TITLE, sized[group].title.lines));
    return { lines: forms.find((lines) => !lines.some((line) => line.endsWith("…"))) ?? forms[forms.length - 1], x, y };
  });
  if (cards.length > 1) {
    cards[0].x = -places.width / 2;
    cards[1].x = places.width / 2 - cards[1].width;
  }
  return { groups, rows, cards, places, titles, note, room };
}

/** @param {GraphNode[]} chosen @param {number} room @returns {Card[]} */
function cardsOf(chosen, room) {
  return chosen.map((node) => {
    const name = fitted(node.name, (room - 40 * (chosen.length - 1)) / chosen.length - 44, FONT_OF_CARD);
    const width = widthOfText(name, FONT_OF_CARD) + 44;
    return { node, name, x: -width / 2, width };
  });
}

/** Closes groups until all fits: what reports tell first, then the largest, the first topic last; never what is asked for. @param {Group[]} groups @param {Size} room @param {number} least */
function fittingIn(groups, room, least) {
  const asked = (/** @type {Group} */ group) => group.title === viewed.open || group.rows.some(({ node }) => keyOf(node) === viewed.with);
  const rank = (/** @type {Group} */ group) => (group.place >= REPORTED ? 0 : group === groups[0] ? 2 : 1);
  const closing = groups.filter((group) => group.rows.length > 1 && !asked(group));
  closing.sort((a, b) => rank(a) - rank(b) || b.rows.length - a.rows.length);
  /** @type {Set<Group>} */
  const closed = new Set();
  for (;;) {
    const named = groups.reduce((sum, group) => sum + (closed.has(group) || group.place >= REPORTED ? 0 : group.rows.length), 0);
    const all = WIDTHS.map((widths) => groups.map((group) => sizedAt(group, closed.has(group), widths)));
    let best;
    for (const sized of named > MOST_NAMED ? [] : all) {
      const places = placesIn(sized, room, least);
      if (places && (!best || best.places.scale * WORTH <= places.scale)) best = { sized, places };
    }
    if (best) return best;
    const next = closing.shift();
    if (!next) return { sized: all[1], places: placesBeyond(all[1], room) };
    closed.add(next);
  }
}

/** A group with its title and rows in lines; closed, it is one row. @param {Group} group @param {boolean} closed @param {[number, number]} widths */
function sizedAt(group, closed, [wide, narrow]) {
  const width = ["State", "RegionalBody", "UNEntity"].includes(group.rows[0].node.label) ? narrow : wide;
  const title = closed ? [] : wrapped(titleOf(group), width + TEXT - 8, FONT_OF_TITLE, 7);
  const many = group.place >= REPORTED || (group.rows[0].node.label === "BilateralAgreement" && group.rows.length > FEW);
  const rows = closed
    ? [rowOf(wrapped(`+  ${group.title}`, width, FONT_OF_CLOSED, 7), null)]
    : group.rows.map((linked) => rowOf(wrapped(nameAt(linked.node, width), width, FONT_OF_ROW, many ? 3 : 6), linked));
  return { title: { lines: title.length, width: widest(title, FONT_OF_TITLE), height: title.length && TITLE_GAP + LINE * title.length }, rows };
}

/** @param {string[]} text @param {Linked | null} linked */
function rowOf(text, linked) {
  return { text, linked, width: widest(text, linked ? FONT_OF_ROW : FONT_OF_CLOSED), height: (linked ? 3 : 6) + LINE * text.length };
}

/** An institution by its name where that fits in a line, else by its acronym. @param {GraphNode} node @param {number} width @returns {string} */
function nameAt({ name, label, known: { acronym } }, width) {
  return acronym && label !== "Treaty" && widthOfText(name, FONT_OF_ROW) > width ? acronym : name;
}

/** @param {Group} group @returns {string} */
function titleOf({ title }) {
  return `${title === viewed.open ? "−  " : ""}${title}`;
}

/** @returns {string} */
export function titleOfPicture() {
  const { one, other, pair } = chosenPair();
  return pair ? `${one?.name} and ${other?.name}: what they share` : `${one?.name}: what is linked to it`;
}

/** What has no place, and why. @param {Group[]} groups @returns {string} */
function noteOn(groups) {
  const { one, other, pair } = chosenPair();
  const day = readDate(viewed.day);
  if (!one) return "";
  if (pair && other && !groups.length) return `No treaty, body or agreement that ${one.name} and ${other.name} share is recorded on ${day}.`;
  if (one.label === "Source") return "A source states facts and is no part of the cooperation: what it covers stands in the panel.";
  if (!groups.length) return `Nothing that links ${one.name} to others is recorded on ${day}.`;
  if (other && !pair && !groups.some(({ rows }) => rows.some(({ node }) => node === other))) return `No link of ${one.name} to ${other.name} is recorded on ${day}.`;
  return "";
}

/** The row under a point. @param {Surrounding} found @param {{x: number, y: number}} at @returns {number} -1 for none */
export function rowAt({ rows }, at) {
  return rows.findIndex(({ x, y, width, height }) => at.x >= x - 3 && at.x <= x + TEXT + width + 4 && Math.abs(at.y - y) <= height / 2);
}

/** Whether a point is on the title of the group that was opened. @param {Surrounding} found @param {{x: number, y: number}} at */
export function onOpened({ titles }, at) {
  return titles.some(({ lines, x, y }) => lines[0].startsWith("−") && at.x >= x && at.x < x + 200 && Math.abs(at.y - y) < 6 + 7 * lines.length);
}

/** A row in words: its name, and what its line says. @param {Row} row @returns {[string, string]} */
export function nameAndLinks({ group, linked }) {
  if (!linked) return [group.title, `${counted(group.rows.length, "node")}: open it to see them by name`];
  const { one, other, pair } = chosenPair();
  const both = pair && linked.node.label !== "BilateralAgreement";
  const said = linked.links.map((link, at) => `${both ? `${(at ? other : one)?.name}: ` : ""}${linkInWords(link)}`);
  return [linked.node.name, said.join(". ")];
}

/** The picture in words, for who cannot see it. @param {Surrounding} found */
export function surroundingInWords({ groups, note }) {
  const counts = groups.map((group) => `${group.title} ${group.rows.length}`).join(", ");
  return `${titleOfPicture()}, as at ${readDate(viewed.day)}: ${counts || "nothing"}. ${note}`;
}

/** Kinds of links drawn, for the legend. @returns {import("./linked.js").Kind[]} */
export function kindsDrawn() {
  const drawn = new Set(groupsChosen().flatMap(({ rows }) => rows.map(({ links }) => links[0].kind)));
  return /** @type {import("./linked.js").Kind[]} */ (Object.keys(KINDS_OF_LINK)).filter((kind) => drawn.has(kind));
}
