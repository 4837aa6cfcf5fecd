/** A small label beside the pointer: a name, and a line about what it names. */
import { byId, element, fill } from "./elements.js";

/** @param {{clientX: number, clientY: number}} event @param {string} title @param {string} text */
export function showText(event, title, text) {
  const tip = byId("tip");
  fill(tip, element("strong", {}, title), text && ` ${text}`);
  tip.hidden = false;
  const { width, height } = tip.getBoundingClientRect();
  tip.style.left = `${Math.min(event.clientX + 14, innerWidth - width - 8)}px`;
  tip.style.top = `${event.clientY + 18 + height > innerHeight ? event.clientY - height - 10 : event.clientY + 18}px`;
}

export function hideTip() {
  byId("tip").hidden = true;
}
