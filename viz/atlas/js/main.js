/** Starts the page: wires controls to what is viewed, and paints the view that is shown. */
import { startConsents } from "./consentsline.js";
import { data, nodes } from "./data.js";
import { dateNumber, isoDate, readDate, yearsLater } from "../../shared/js/dates.js";
import { byId, element, fill } from "../../shared/js/elements.js";
import { readAddress } from "./address.js";
import { csv } from "../../shared/js/files.js";
import { asAt } from "./holding.js";
import { paintLegend } from "./legend.js";
import { fitMap, startMap, zoomMap } from "./map.js";
import { linksOf } from "./linked.js";
import { colourInWords } from "./mapcolours.js";
import { approachInMatrix, startMatrix } from "./matrix.js";
import { drawMatrix, matrixParts } from "./matrixdrawn.js";
import { fitNetwork, inPicture, showNetwork, spotOf, zoomNetwork } from "./network.js";
import { penOn } from "../../shared/js/paint.js";
import { paintPanel } from "./panel.js";
import { paintQuestion, startQuestion } from "./question.js";
import { SAVES } from "./save.js";
import { found, startSearch } from "./search.js";
import { chosenNodes, show, viewed, watch } from "./state.js";
import { setTheme } from "../../shared/js/theme.js";
import { startTimeline } from "./timeline.js";
import { elsewhen } from "./tables.js";
import { hideTip } from "../../shared/js/tip.js";
import { chosenView, views } from "./views.js";

/** @typedef {import("./state.js").Viewed} Viewed */

const dayField = /** @type {HTMLInputElement} */ (byId("day"));
/** Controls that set what they name; boxes their value, or what stands for it while they are off. @type {NodeListOf<HTMLInputElement>} */
const controls = document.querySelectorAll("[data-sets]");

/** What buttons do. @type {Record<string, (event: Event) => void>} */
const BUTTONS = {
  skip: (event) => {
    event.preventDefault();
    /** @type {HTMLElement} */ (document.querySelector(`#view-${viewed.view} .picture`) ?? byId("main")).focus();
  },
  "day-earlier": () => show({ day: yearsLater(viewed.day, -1) }),
  "day-later": () => show({ day: yearsLater(viewed.day, 1) }),
  "day-back": () => show({ day: data.day }),
  theme: () => show({ theme: isDark() ? "light" : "dark" }),
  "zoom-in": () => zoomNetwork(1.3),
  "zoom-out": () => zoomNetwork(1 / 1.3),
  "zoom-fit": fitNetwork,
  "map-in": () => zoomMap(1.4),
  "map-out": () => zoomMap(1 / 1.4),
  "map-fit": fitMap,
  "panel-jump": () => byId("panel").scrollIntoView({ block: "start" }),
};

function isDark() {
  return document.documentElement.dataset.theme === "dark";
}

/** @param {Set<string>} [changed] */
function paint(changed = new Set(["view"])) {
  /** @param {...string} names */
  const anyOf = (...names) => names.some((name) => changed.has(name));
  viewed.view = chosenView().name;
  document.body.dataset.view = viewed.view;
  if (changed.has("theme")) setTheme(viewed.theme);
  paintControls();
  hideTip();
  if (viewed.view === "network" && changed.has("view")) showNetwork();
  if (anyOf("select", "with", "treaty", "day", "region")) paintQuestion();
  repaint();
  if (viewed.view === "matrix" && anyOf("select", "with", "view")) approachInMatrix();
  if (anyOf("select", "with", "pick", "day", "view", "region", "treaty", "order")) paintPanel();
  if (anyOf("select", "with")) byId("panel-content").scrollTop = 0;
  // On a phone the page scrolls as one: another view begins at its beginning.
  if (changed.has("view")) scrollTo(0, 0);
  if (anyOf("select", "with", "pick", "day")) say();
}

function paintControls() {
  for (const { name } of views) {
    const chosen = name === viewed.view;
    byId(`tab-${name}`).setAttribute("aria-selected", String(chosen));
    byId(`tab-${name}`).tabIndex = chosen ? 0 : -1;
    byId(`view-${name}`).hidden = !chosen;
  }
  for (const control of controls) {
    const value = String(viewed[/** @type {keyof Viewed} */ (control.dataset.sets)]);
    if (control.type === "checkbox") control.checked = control.value === value;
    else if (control.value !== value) control.value = value;
  }
  dayField.value = isoDate(viewed.day);
  byId("day-read").textContent = readDate(viewed.day);
  byId("theme").textContent = isDark() ? "Light" : "Dark";
  for (const id of ["day-back", "day-note"]) byId(id).hidden = !elsewhen();
  byId("only-box").hidden = elsewhen();
  byId("mended").hidden = true;
}

/** Tells those who cannot see the picture what changed. */
function say() {
  const [chosen, other] = chosenNodes();
  const day = `as at ${readDate(viewed.day)}`;
  const colour = viewed.view === "map" && chosen?.label === "State" ? ` (${colourInWords(chosen.index)})` : "";
  const selected = chosen ? `${chosen.name}${colour}${other ? ` and ${other.name}` : ""} selected, ${day}; details stand in the panel` : `nothing selected, ${day}`;
  byId("said").textContent = viewed.pick && chosen ? `choose the State to compare with ${chosen.name}` : selected;
}

function startControls() {
  for (const [at, { name }] of views.entries()) {
    byId(`tab-${name}`).addEventListener("click", () => show({ view: name }));
    byId(`tab-${name}`).addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = views[(at + step + views.length) % views.length].name;
      show({ view: next });
      byId(`tab-${next}`).focus();
      event.preventDefault();
    });
  }
  for (const control of controls) {
    const off = control.dataset.off ?? "";
    control.addEventListener("input", () => show({ [control.dataset.sets ?? ""]: control.type === "checkbox" && !control.checked ? off : control.value }));
  }
  dayField.addEventListener("change", () => {
    const day = dateNumber(dayField.value);
    if (day % 100) show({ day });
  });
  for (const [id, act] of Object.entries(BUTTONS)) byId(id).addEventListener("click", act);
  for (const saving of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-save]"))) {
    saving.addEventListener("click", SAVES[saving.dataset.save ?? ""]);
  }
  document.addEventListener("click", (event) => {
    /** @type {HTMLElement | null} */
    const link = /** @type {Element} */ (event.target).closest("a[data-select]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show({ select: link.dataset.select, with: link.dataset.with });
    if (byId("panel").contains(link)) byId("panel").focus({ preventScroll: true });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && viewed.select && !/INPUT|SELECT/.test(document.activeElement?.tagName ?? "")) show({ select: "", with: "" });
  });
}

/** The matrix on paper: in parts of a page each, headers repeated. */
function beforePrint() {
  document.documentElement.dataset.screen = document.documentElement.dataset.theme;
  setTheme("light");
  const parts = viewed.view === "matrix" ? matrixParts(52) : [];
  fill(
    byId("matrix-print"),
    parts.map((part) => {
      const canvas = element("canvas", { role: "img", "aria-label": "Matrix, continued" });
      drawMatrix(penOn(canvas, part.width, part.height, 2), part);
      return canvas;
    }),
  );
  for (const details of document.querySelectorAll("#panel details")) details.toggleAttribute("open", true);
  repaint();
}

function afterPrint() {
  setTheme(document.documentElement.dataset.screen ?? "");
  fill(byId("matrix-print"));
  repaint();
}

/** The legend first: the picture gets the room it leaves. */
function repaint() {
  paintLegend(chosenView().legend?.() ?? []);
  chosenView().paint();
}

function resized() {
  if (viewed.view === "network") showNetwork();
  else repaint();
}

setTheme("");
startQuestion();
startMatrix();
startMap();
startConsents();
startSearch();
startTimeline();
startControls();
watch((_, changed) => paint(changed));
addEventListener("hashchange", readAddress);
addEventListener("beforeprint", beforePrint);
addEventListener("afterprint", afterPrint);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  setTheme(viewed.theme);
  paint(new Set(["theme"]));
});
// The way to the details on a phone is of no use once they are in sight.
new IntersectionObserver(([seen]) => byId("panel-jump").classList.toggle("there", seen.isIntersecting)).observe(byId("panel-content"));
const sizes = new ResizeObserver(resized);
for (const room of document.querySelectorAll("main .picture")) sizes.observe(room);
readAddress();
const unread = byId("mended").textContent;
paint(new Set(["view", "theme", "day"]));
byId("mended").hidden = !unread;
document.documentElement.dataset.ready = "yes";

/** For whoever wants to check the page's answers, in the browser's console. */
/** @type {any} */ (globalThis).pactgraph = { data, nodes, found, csv, show, viewed, asAt, linksOf, spotOf, inPicture };
