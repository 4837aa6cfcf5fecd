/** Walking a picture by keys. */

/** @type {Record<string, [number, number]>} */
export const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
/** @type {Record<string, number>} */
const TURNS = { PageUp: -1, PageDown: 1 };
const PAN = 60;

/**
 * Arrow keys walk, with Shift they move the picture; Enter takes, plus and minus zoom, 0 shows all.
 * @param {HTMLElement} room
 * @param {{pan: (x: number, y: number) => void, walk: (key: string) => boolean, take: (more: boolean) => void,
 *   zoom: (by: number) => void, fit: () => void}} does `walk` says whether the key leads anywhere
 */
export function whenKeyed(room, { pan, walk, take, zoom, fit }) {
  room.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const way = event.shiftKey && WAYS[event.key];
    if (way) pan(PAN * way[0], PAN * way[1]);
    else if (event.key === "Enter") take(event.shiftKey);
    else if (event.key === "+" || event.key === "=") zoom(1.25);
    else if (event.key === "-") zoom(0.8);
    else if (event.key === "0") fit();
    else if (!walk(event.key)) return;
    event.preventDefault();
  });
}

/**
 * Where a key leads: arrows to the nearest that way, pages to the next or former by name, a letter to the next name that
 * begins with it; nothing for other keys.
 * @template {{x: number, y: number, name: string}} T
 * @param {string} key @param {T | undefined} from @param {T[]} byName all there are @returns {T | undefined}
 */
export function ledTo(key, from, byName) {
  if (TURNS[key]) return stepped(byName, from, TURNS[key]);
  if (/^\p{L}$/u.test(key)) return stepped(byName.filter(({ name }) => name.toLowerCase().startsWith(key.toLowerCase())), from, 1);
  if (!WAYS[key]) return undefined;
  return from ? nearestThatWay(from, byName, WAYS[key]) : byName[0];
}

/** The one before or after in a round; without one to go from, the last or the first. @template T @param {T[]} round @param {T | undefined} from @param {number} step @returns {T | undefined} */
export function stepped(round, from, step) {
  const at = from === undefined ? -1 : round.indexOf(from);
  return round[at < 0 ? (step > 0 ? 0 : round.length - 1) : (at + step + round.length) % round.length];
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
