/** Draws what stands around a selection. */
import { CORRIDOR, TEXT, TICK } from "./around.js";
import { colourOfNode } from "./clustercolours.js";
import { keyOf } from "./data.js";
import { writeLines, wrapped } from "../../shared/js/labels.js";
import { drawLink } from "../../shared/js/linkkinds.js";
import { drawMarked, faded, filled, segments, stroked } from "../../shared/js/paint.js";
import { FONT_OF_CARD, FONT_OF_CLOSED, FONT_OF_ROW, FONT_OF_TITLE, LINE } from "./selection.js";
import { signShape } from "../../shared/js/nodesigns.js";
import { viewed } from "./state.js";
import { colours } from "../../shared/js/theme.js";

/** @typedef {import("../../shared/js/paint.js").Pen} Pen */
/** @typedef {import("./selection.js").Row} Row */
/** @typedef {import("./selection.js").Card} Card */

const CARD = 32;

/** @param {Pen} pen @param {import("./selection.js").Surrounding} found @param {number} marked the row that is pointed at or walked to */
export function drawSurrounding(pen, { rows, cards, places, titles, note, room }, marked) {
  const xs = [...places.stems.map((stem) => stem.x), ...cards.map((card) => card.x + card.width / 2)];
  const stems = places.stems.map(({ x, top, bottom }) => [x, top, x, bottom]);
  stroked(pen, segments([[Math.min(...xs), 0, Math.max(...xs), 0], ...stems]), colours.dim, 1.5);
  for (const [at, row] of rows.entries()) drawRow(pen, row, at === marked || (row.linked !== null && keyOf(row.linked.node) === viewed.with));
  if (rows[marked]) drawWay(pen, rows[marked], cards);
  for (const { lines, x, y } of titles) writeLines(pen, lines, { x: x + 8, y: y + 0.5 }, LINE, { font: FONT_OF_TITLE, ink: colours.muted });
  for (const card of cards) drawCard(pen, card);
  const lines = note ? wrapped(note, room.width / places.scale - 30, FONT_OF_ROW, 3) : [];
  const y = rows.length ? room.height / places.scale / 2 - 20 : CORRIDOR;
  writeLines(pen, lines, { x: 0, y: y + 0.5 }, LINE + 2, { font: FONT_OF_ROW, ink: colours.ink, align: "center" });
}

/** @param {Pen} pen @param {Row} row @param {boolean} marked */
function drawRow(pen, { text, group, linked, x, y, width, height }, marked) {
  if (marked) faded(pen, 0.14, () => filled(pen, [x, y - height / 2, TEXT + width + 4, height], colours.accent));
  const { links, node } = linked ?? group.rows[0];
  const count = group.rows.length;
  drawLink(pen, links[0].kind, x, x + TICK, y);
  if (linked) filled(pen, signShape(node.label, x + TICK, y, 5.5), colourOfNode(node));
  else drawMarked(pen, String(count), x + TICK, y, 9, node.label === "State" ? colourOfNode(node) : colours.grey, count > 99 ? 8 : 9.5);
  writeLines(pen, text, { x: x + TEXT, y: y + 0.5 }, LINE, { font: linked ? FONT_OF_ROW : FONT_OF_CLOSED, ink: colours.ink });
}

/** The whole way of a line from the selection. @param {Pen} pen @param {Row} row @param {Card[]} cards */
function drawWay(pen, { x, y }, cards) {
  const way = (/** @type {import("../../shared/js/paint.js").Path} */ path) => {
    for (const card of cards) {
      path.moveTo(card.x + card.width / 2, 0);
      path.lineTo(x, 0);
    }
    path.lineTo(x, y);
  };
  stroked(pen, way, colours.accent, 2.5);
}

/** @param {Pen} pen @param {Card} card */
function drawCard(pen, { node, name, x, width }) {
  const card = [x, -CARD / 2, width, CARD];
  filled(pen, card, colours.paper);
  stroked(pen, card, colours.ink, 1.5);
  filled(pen, signShape(node.label, x + 18, 0, 8), colourOfNode(node));
  writeLines(pen, [name], { x: x + 34, y: 0.5 }, LINE, { font: FONT_OF_CARD, ink: colours.ink });
}
