/** Walking a picture by keys. */

/** @type {Record<string, [number, number]>} */
export const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
/** @type {Record<string, number>} */
const TURNS = { PageUp: -1, PageDown: 1 };

/**
 * Where a key leads: arrows to the nearest that way, pages to the next or former in order; nothing for other keys.
 * @template {{x: number, y: number}} T
 * @param {string} key @param {T | undefined} from @param {T[]} inOrder all there are @returns {T | undefined}
 */
export function ledTo(key, from, inOrder) {
  if (TURNS[key]) return inOrder[((from ? inOrder.indexOf(from) : TURNS[key] > 0 ? -1 : 0) + TURNS[key] + inOrder.length) % inOrder.length];
  if (!WAYS[key]) return undefined;
  return from ? nearestThatWay(from, inOrder, WAYS[key]) : inOrder[0];
}

/**
 * Aside counts more than ahead.
 * @template {{x: number, y: number}} T
 * @param {T} from @param {T[]} all @param {[number, number]} way @returns {T} itself where none lies that way
 */
function nearestThatWay(from, all, [right, down]) {
  let [best, least] = [from, Infinity];
  for (const one of all) {
    const [x, y] = [one.x - from.x, one.y - from.y];
    const [ahead, aside] = right ? [x * right, Math.abs(y)] : [y * down, Math.abs(x)];
    if (ahead > 0 && aside <= 2 * ahead && ahead + 2 * aside < least) [best, least] = [one, ahead + 2 * aside];
  }
  return best;
}
