/**
 * Colours for what is drawn on canvases, read from the style sheet, so that there is one place for them.
 *
 * @typedef {Record<"ink" | "muted" | "line" | "paper" | "panel" | "accent" | "gap" | "party" | "signed" | "none" |
 *   "hatch" | "land" | "border" | "dim" | "grey" | "corridor", string>} Colours
 */

const NAMES = ["ink", "muted", "line", "paper", "panel", "accent", "gap", "party", "signed", "none", "hatch", "land", "border", "dim", "grey", "corridor"];
/** Okabe & Ito 2008, six that stay apart without red-green vision; further clusters are grey and known by number. */
const CLUSTER_COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"];

/** @type {Colours} */
export let colours = readColours();

/** @returns {Colours} */
function readColours() {
  const style = getComputedStyle(document.documentElement);
  return /** @type {Colours} */ (Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()])));
}

/** @param {string} theme `light`, `dark`, or empty: as the system says */
export function setTheme(theme) {
  const dark = theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  colours = readColours();
}

/** @param {number} number of a cluster @returns {string} */
export function clusterColour(number) {
  return CLUSTER_COLOURS[number - 1] ?? colours.grey;
}

/** @param {string} one #rrggbb @param {string} other #rrggbb @param {number} part of the other @returns {string} */
export function mixed(one, other, part) {
  const parts = [1, 3, 5].map((at) => [one, other].map((colour) => parseInt(colour.slice(at, at + 2), 16)));
  return `#${parts.map(([a, b]) => Math.round(a + (b - a) * part).toString(16).padStart(2, "0")).join("")}`;
}

/** @param {string} colour #rrggbb @returns {string} black or white, whichever is easier to read on it */
export function inkOn(colour) {
  const [r, g, b] = [1, 3, 5].map((at) => (parseInt(colour.slice(at, at + 2), 16) / 255) ** 2.2);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.19 ? "#111111" : "#ffffff";
}

/** Of the sign of a kind of node. @param {string} label @returns {string} */
export function kindColour(label) {
  return label === "Treaty" ? colours.ink : colours.muted;
}

const FONT = 'system-ui, -apple-system, "Segoe UI", "Noto Sans", "Liberation Sans", "DejaVu Sans", sans-serif';

/** @param {number} size @param {boolean} [bold] */
export function fontOf(size, bold) {
  return `${bold ? "600 " : ""}${size}px ${FONT}`;
}
