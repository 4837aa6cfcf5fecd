/** Text for searching: without accents, case and punctuation. */

/** @param {string} text @returns {string} */
export function foldedText(text) {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
