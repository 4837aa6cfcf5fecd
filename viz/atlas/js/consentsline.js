/** The line of consents under the map: the day can be moved along it, stepped and played. */
import { CONSENTS_HEIGHT, consentsInWords, consentsSpan, dayAt, drawConsents, partiesInWords, yearOf } from "./consents.js";
import { data } from "./data.js";
import { readDate, yearsLater } from "../../shared/js/dates.js";
import { byId } from "../../shared/js/elements.js";
import { penOn } from "../../shared/js/paint.js";
import { show, viewed } from "./state.js";

const PAUSE = 600;
/** While it plays: what calls the next step, and the day shown last. */
let playing = { timer: 0, day: 0 };

export function startConsents() {
  const line = byId("consents-line");
  const moveTo = (/** @type {PointerEvent} */ event) => moveDay((span) => dayAt(span, event.offsetX, line.clientWidth));
  line.addEventListener("pointerdown", (event) => {
    line.setPointerCapture(event.pointerId);
    moveTo(event);
  });
  line.addEventListener("pointermove", (event) => {
    if (line.hasPointerCapture(event.pointerId)) moveTo(event);
  });
  line.addEventListener("keydown", (event) => {
    const years = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[event.key];
    if (years) moveBy(years);
    else if (event.key === "Home") moveDay(({ first }) => first);
    else if (event.key === "End") moveDay(({ last }) => last);
    else return;
    event.preventDefault();
  });
  byId("consents-back").addEventListener("click", () => moveBy(-1));
  byId("consents-on").addEventListener("click", () => moveBy(1));
  byId("consents-play").addEventListener("click", () => (playing.timer ? stopPlay() : startPlay()));
}

/** @param {(span: import("./consents.js").Span) => number} dayIn */
function moveDay(dayIn) {
  const span = consentsSpan();
  if (span) show({ day: Math.min(Math.max(dayIn(span), span.first), Math.max(span.last, data.day)) });
}

/** @param {number} years */
function moveBy(years) {
  moveDay(() => yearsLater(viewed.day, years));
}

/** From the first day when the last is reached. Who wants no motion gets one year for each press. */
function startPlay() {
  const span = consentsSpan();
  if (!span) return;
  playing.day = viewed.day >= span.last ? span.first : Math.max(viewed.day, span.first);
  show({ day: playing.day });
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) playOn();
  else playing.timer = setInterval(playOn, PAUSE);
  paintConsents();
}

function playOn() {
  const span = consentsSpan();
  if (!span || viewed.view !== "map" || viewed.day !== playing.day) return stopPlay();
  playing.day = Math.min(yearsLater(playing.day, 1), span.last);
  show({ day: playing.day });
  if (playing.day >= span.last) stopPlay();
}

function stopPlay() {
  clearInterval(playing.timer);
  playing.timer = 0;
  paintConsents();
}

export function paintConsents() {
  const span = consentsSpan();
  byId("consents").hidden = !span;
  if (!span) return;
  byId("consents-play").textContent = playing.timer ? "Stop" : "Play";
  byId("consents-said").textContent = consentsInWords();
  const line = byId("consents-line");
  line.setAttribute("aria-valuemin", String(yearOf(span.first)));
  line.setAttribute("aria-valuemax", String(yearOf(data.day)));
  line.setAttribute("aria-valuenow", String(yearOf(viewed.day)));
  line.setAttribute("aria-valuetext", `${readDate(viewed.day)}: ${partiesInWords(span)}`);
  const canvas = /** @type {HTMLCanvasElement} */ (byId("consents-canvas"));
  drawConsents(penOn(canvas, line.clientWidth, CONSENTS_HEIGHT), line.clientWidth);
}
