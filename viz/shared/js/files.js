/** Files for the reader. */
import { element } from "./elements.js";

/** @param {string} name @param {Blob} blob */
export function saveBlob(name, blob) {
  const link = element("a", { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** @param {string} name @param {string} text @param {string} type */
export function saveText(name, text, type) {
  saveBlob(name, new Blob([text], { type: `${type};charset=utf-8` }));
}

/**
 * UTF-8 with a byte order mark, so that spreadsheets read accents; text a spreadsheet would run gets an apostrophe.
 * @param {(string | number)[][]} rows @returns {string}
 */
export function csv(rows) {
  /** @param {string | number} value */
  const cell = (value) => {
    const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
    return /[",\r\n;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `\ufeff${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
}
