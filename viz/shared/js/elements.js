/**
 * Elements from plain values. Text goes in as text nodes only: whatever a name contains is shown, never read as HTML.
 * @typedef {Node | string | number | null | undefined | false} Shown
 * @typedef {Shown | Shown[] | (Shown | Shown[])[] | (Shown | Shown[] | (Shown | Shown[])[])[]} Child
 * @typedef {Record<string, string | number | boolean | null | undefined | ((event: any) => void)>} Attributes
 *   functions become listeners (`onclick`), true an empty attribute, false and null none
 */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag @param {Attributes} [attributes] @param {...Child} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  fill(made, ...children);
  return made;
}

/** Replaces everything in `parent`. @param {Element} parent @param {...Child} children */
export function fill(parent, ...children) {
  const shown = /** @type {Shown[]} */ (children.flat(3)).filter((child) => child !== null && child !== undefined && child !== false);
  parent.replaceChildren(...shown.map((child) => (child instanceof Node ? child : String(child))));
}

/** A paragraph that helps to read what stands below it. @param {...Child} children */
export function remark(...children) {
  return element("p", { class: "hint" }, ...children);
}

/** @param {string} kind its class @param {...Child} children */
export function spanOf(kind, ...children) {
  return element("span", { class: kind }, ...children);
}

/** @param {string} text @param {() => void} onclick @param {Attributes} [attributes] */
export function button(text, onclick, attributes = {}) {
  return element("button", { type: "button", ...attributes, onclick }, text);
}

/** @param {string} value @param {string} text */
export function option(value, text) {
  return element("option", { value }, text);
}

/** A row of a table: what it is about, then its cells. @param {Child} title @param {Child[]} cells @param {Attributes} [attributes] of each cell */
export function titledRow(title, cells, attributes = {}) {
  return element("tr", {}, element("th", { scope: "row" }, title), cells.map((cell) => element("td", attributes, cell)));
}

/** @param {string} id @returns {HTMLElement} */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no element ${id}`);
  return found;
}

/** Shows a text, or nothing where there is none to say. @param {string} id @param {string | false} text */
export function tell(id, text) {
  byId(id).textContent = text || "";
  byId(id).hidden = !text;
}

/** @param {number} count @param {string} one @param {string} [many] */
export function counted(count, one, many = `${one}s`) {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

/** @template T @template K @param {Iterable<T>} some @param {(one: T) => K} key @returns {Map<K, T[]>} those of each key, in the order in which they come */
export function grouped(some, key) {
  /** @type {Map<K, T[]>} */
  const groups = new Map();
  for (const one of some) {
    const there = groups.get(key(one));
    if (there) there.push(one);
    else groups.set(key(one), [one]);
  }
  return groups;
}
