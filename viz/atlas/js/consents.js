/** Under the map: consents to its treaty over time. The day can be moved along them, stepped and played. */
import { data } from "./data.js";
import { readDate, yearsLater } from "../../shared/js/dates.js";
import { byId } from "../../shared/js/elements.js";
import { asAt } from "./holding.js";
import { colouringTreaty } from "./mapcolours.js";
import { fontOf } from "../../shared/js/paint.js";
import { staleFill, standingFill } from "../../shared/js/signs.js";
import { show, viewed } from "./state.js";
import { stepOn, stepsOf } from "./steps.js";
import { colours } from "../../shared/js/theme.js";
import { knownUntilInWords } from "../../shared/js/wording.js";

const CONSENTS_HEIGHT = 72;
const AROUND = { left: 34, right: 14, top: 8, bottom: 17 };
const PAUSE = 600;
/** While it plays: what calls the next step, and the day shown last. */
let playing = { timer: 0, day: 0 };

/** What is drawn, of which treaty, from when to when; `last`: the last day on which its list is known. */
function span() {
  const treaty = colouringTreaty();
  const steps = treaty ? stepsOf(treaty.index).filter((step) => step.day <= data.day) : [];
  if (!treaty || !steps.length) return null;
  return {
    treaty,
    steps,
    first: steps[0].day,
    last: asAt(data.day).knownUntil(treaty.index) || data.day,
    from: timeOf(Math.floor(steps[0].day / 10000) * 10000),
    to: timeOf((Math.floor(data.day / 10000) + 1) * 10000),
  };
}

/** @param {number} day @returns {number} */
function timeOf(day) {
  return Date.UTC(Math.floor(day / 10000), Math.max(Math.floor(day / 100) % 100, 1) - 1, Math.max(day % 100, 1));
}

/** @param {number} time @returns {number} */
function dayOf(time) {
  const date = new Date(time);
  return date.getUTCFullYear() * 10000 + (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
}

export function startConsents() {
  const line = byId("consents-line");
  /** @param {PointerEvent} event */
  const moveTo = (event) => {
    const drawn = span();
    if (!drawn) return;
    const part = (event.offsetX - AROUND.left) / (line.clientWidth - AROUND.left - AROUND.right);
    moveDay(dayOf(drawn.from + Math.min(Math.max(part, 0), 1) * (drawn.to - drawn.from)));
  };
  line.addEventListener("pointerdown", (event) => {
    line.setPointerCapture(event.pointerId);
    moveTo(event);
  });
  line.addEventListener("pointermove", (event) => {
    if (line.hasPointerCapture(event.pointerId)) moveTo(event);
  });
  line.addEventListener("keydown", (event) => {
    const drawn = span();
    const years = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[event.key];
    if (!drawn) return;
    if (years) moveDay(yearsLater(viewed.day, years));
    else if (event.key === "Home") moveDay(drawn.first);
    else if (event.key === "End") moveDay(drawn.last);
    else return;
    event.preventDefault();
  });
  byId("consents-back").addEventListener("click", () => moveDay(yearsLater(viewed.day, -1)));
  byId("consents-on").addEventListener("click", () => moveDay(yearsLater(viewed.day, 1)));
  byId("consents-play").addEventListener("click", () => (playing.timer ? stopPlay() : startPlay()));
}

/** @param {number} day */
function moveDay(day) {
  const drawn = span();
  if (drawn) show({ day: Math.min(Math.max(day, drawn.first), Math.max(drawn.last, data.day)) });
}

/** From the first day when the last is reached. Who wants no motion gets one year for each press. */
function startPlay() {
  const drawn = span();
  if (!drawn) return;
  playing.day = viewed.day >= drawn.last ? drawn.first : Math.max(viewed.day, drawn.first);
  show({ day: playing.day });
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) playOn();
  else playing.timer = setInterval(playOn, PAUSE);
  paintConsents();
}

function playOn() {
  const drawn = span();
  if (!drawn || viewed.view !== "map" || viewed.day !== playing.day) return stopPlay();
  playing.day = Math.min(yearsLater(playing.day, 1), drawn.last);
  show({ day: playing.day });
  if (playing.day >= drawn.last) stopPlay();
}

function stopPlay() {
  clearInterval(playing.timer);
  playing.timer = 0;
  paintConsents();
}

/** @returns {number} the height of what is drawn; 0 for none */
export function consentsHeight() {
  return span() ? CONSENTS_HEIGHT : 0;
}

/** @returns {string} how many are party on the day; empty for no treaty */
export function consentsInWords() {
  const drawn = span();
  if (!drawn) return "";
  const until = knownUntilInWords(asAt(viewed.day).knownUntil(drawn.treaty.index));
  return `${drawn.treaty.name}: ${partiesInWords(stepOn(drawn.steps, viewed.day))} on ${readDate(viewed.day)}${until}`;
}

export function paintConsents() {
  const drawn = span();
  byId("consents").hidden = !drawn;
  if (!drawn) return;
  const now = stepOn(drawn.steps, viewed.day);
  byId("consents-play").textContent = playing.timer ? "Stop" : "Play";
  byId("consents-said").textContent = consentsInWords();
  const line = byId("consents-line");
  line.setAttribute("aria-valuemin", String(Math.floor(drawn.first / 10000)));
  line.setAttribute("aria-valuemax", String(Math.floor(data.day / 10000)));
  line.setAttribute("aria-valuenow", String(Math.floor(viewed.day / 10000)));
  line.setAttribute("aria-valuetext", `${readDate(viewed.day)}: ${partiesInWords(now)}`);
  const canvas = /** @type {HTMLCanvasElement} */ (byId("consents-canvas"));
  const [width, ratio] = [line.clientWidth, devicePixelRatio || 1];
  canvas.width = Math.round(width * ratio);
  canvas.height = CONSENTS_HEIGHT * ratio;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.scale(ratio, ratio);
  drawConsents(pen, width);
}

/** @param {import("./steps.js").Step} step */
function partiesInWords({ party, open, asked }) {
  if (!asked) return "not yet adopted";
  return `${party} of ${asked} UN Member States party${open ? `, of ${open} it is not known` : ""}`;
}

/** @param {import("../../shared/js/paint.js").Pen} pen @param {number} width */
export function drawConsents(pen, width) {
  const drawn = span();
  if (!drawn) return;
  const { steps, from, to, last } = drawn;
  const [right, floor] = [width - AROUND.right, CONSENTS_HEIGHT - AROUND.bottom];
  const most = Math.max(...steps.map((step) => step.asked));
  /** @param {number} time */
  const across = (time) => AROUND.left + ((Math.min(Math.max(time, from), to) - from) / (to - from)) * (right - AROUND.left);
  /** @param {number} count */
  const up = (count) => floor - (count / most) * (floor - AROUND.top);
  /** Below a line of steps. @param {(step: import("./steps.js").Step) => number} count @param {string | CanvasPattern} fill */
  const fillBelow = (count, fill) => {
    pen.beginPath();
    pen.moveTo(across(timeOf(steps[0].day)), floor);
    for (const [at, step] of steps.entries()) {
      pen.lineTo(across(timeOf(step.day)), up(count(step)));
      pen.lineTo(at + 1 < steps.length ? across(timeOf(steps[at + 1].day)) : across(timeOf(data.day)), up(count(step)));
    }
    pen.lineTo(across(timeOf(data.day)), floor);
    pen.closePath();
    pen.fillStyle = fill;
    pen.fill();
  };
  fillBelow((step) => step.asked, colours.land);
  fillBelow((step) => step.party + step.open, standingFill(pen, "unknown", 1));
  fillBelow((step) => step.party, colours.party);
  const end = across(timeOf(last));
  pen.fillStyle = staleFill(pen);
  pen.fillRect(end, AROUND.top, across(timeOf(data.day)) - end, floor - AROUND.top);
  pen.fillStyle = colours.line;
  pen.fillRect(AROUND.left, floor, right - AROUND.left, 1);
  pen.font = fontOf(11);
  pen.fillStyle = colours.muted;
  pen.textBaseline = "middle";
  pen.textAlign = "right";
  pen.fillText(String(most), AROUND.left - 6, AROUND.top + 4);
  pen.fillText("0", AROUND.left - 6, floor - 3);
  pen.textAlign = "center";
  const [firstYear, lastYear] = [from, to].map((time) => Math.floor(dayOf(time) / 10000));
  const every = [1, 2, 5, 10, 20, 50].find((years) => ((right - AROUND.left) / (lastYear - firstYear)) * years > 44) ?? 100;
  for (let year = Math.ceil(firstYear / every) * every; year < lastYear; year += every) {
    const x = across(timeOf(year * 10000));
    pen.fillRect(x, floor, 1, 4);
    pen.fillText(String(year), Math.max(x, AROUND.left + 4), floor + 11);
  }
  const x = across(timeOf(viewed.day));
  pen.fillStyle = colours.ink;
  pen.fillRect(x - 1, AROUND.top - 4, 2, floor - AROUND.top + 8);
  pen.beginPath();
  pen.arc(x, AROUND.top - 3, 4.5, 0, 2 * Math.PI);
  pen.fill();
}
