/**
 * Dates are whole numbers: 20060914; 20060900 and 20060000 where only month or year is known; 0 for none.
 * They compare with days as the first day they can mean.
 */

/** The first day on which what has no known end no longer holds. */
export const NO_END = 99991231;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** @param {string} text `2006`, `2006-09` or `2006-09-14` @returns {number} 0 when it is no such date */
export function dateNumber(text) {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
  return match ? Number(match[1]) * 10000 + Number(match[2] ?? 0) * 100 + Number(match[3] ?? 0) : 0;
}

/** @param {number} date @returns {number[]} year, month and day, 0 what is not known */
function partsOf(date) {
  return [Math.floor(date / 10000), Math.floor(date / 100) % 100, date % 100];
}

/** @param {number} date @returns {string} ISO, as precise as it is known */
export function isoDate(date) {
  return partsOf(date).flatMap((part, at) => (part ? String(part).padStart(at ? 2 : 4, "0") : [])).join("-");
}

/** @param {number} date @returns {string} for reading: `14 Sep 2006`, `Sep 2006`, `2006` */
export function readDate(date) {
  const [year, month, day] = partsOf(date);
  return [day, MONTHS[month - 1], year].filter(Boolean).join(" ");
}

/** @param {number} date @returns {boolean} whether it is a day of the calendar between 1800 and 2100 */
export function isDay(date) {
  const [year, month, day] = partsOf(date);
  return year >= 1800 && year <= 2100 && month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** @param {number} date @param {number} years @returns {number} the same day so many years later (29 Feb becomes 28) */
export function yearsLater(date, years) {
  const moved = date + years * 10000;
  return moved % 10000 === 229 && new Date(Math.floor(moved / 10000), 1, 29).getMonth() !== 1 ? moved - 1 : moved;
}
