/** Elements from text only: nothing that comes from the API is ever read as markup. */

/** @param {string} tag @param {Record<string, unknown>} attributes @param {...(Node | string | null)} children */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false)
      node.setAttribute(name, value === true ? '' : String(value));
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}

const SVG = 'http://www.w3.org/2000/svg';
const SHAPES = {
  green: ['circle', { cx: 8, cy: 8, r: 7 }],
  yellow: ['polygon', { points: '8,1 15,15 1,15' }],
  red: ['polygon', { points: '5,1 11,1 15,5 15,11 11,15 5,15 1,11 1,5' }],
  grey: ['path', { d: 'M2 1h4v14H2zM10 1h4v14h-4z' }],
};
export const LAMPS = { red: '超期', yellow: '临期', green: '正常', grey: '暂停' };

/** A lamp: colour, shape and word. */
export function lamp(color, text = LAMPS[color]) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  const [name, attributes] = SHAPES[color];
  const shape = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries({ ...attributes, fill: 'currentColor' }))
    shape.setAttribute(key, String(value));
  svg.append(shape);
  return el('span', { class: `lamp lamp-${color}` }, svg, text);
}

/** A table that turns into cards on narrow screens. @param {string[]} heads @param {(Node | string)[][]} rows */
export function table(heads, rows, kind = 'list') {
  const head = el('thead', {}, el('tr', {}, ...heads.map((h) => el('th', { scope: 'col' }, h))));
  const body = el(
    'tbody',
    {},
    ...rows.map((cells) =>
      el('tr', {}, ...cells.map((c, i) => el('td', { 'data-label': heads[i] }, el('span', {}, c)))),
    ),
  );
  return el('table', { class: `stacked ${kind}` }, head, body);
}

/** A section with its heading. */
export const card = (title, ...children) => el('section', {}, el('h2', {}, title), ...children);

/** A button that shows more, or nothing when there is no more. */
export function moreOf(show) {
  if (show === null) return [];
  const onclick = () => show().catch((error) => say(error.message));
  return [el('button', { type: 'button', onclick }, '显示更多')];
}

/** What is told to the person at the top of the page. */
export function say(text) {
  document.querySelector('#message').textContent = text;
}

/** @param {string} instant ISO 8601 */
export const when = (instant) =>
  new Intl.DateTimeFormat('zh-CN', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Asia/Shanghai' }).format(
    new Date(instant),
  );

/** @param {string} instant ISO 8601 */
export const dayOf = (instant) =>
  new Intl.DateTimeFormat('zh-CN', { dateStyle: 'medium', timeZone: 'Asia/Shanghai' }).format(new Date(instant));

/** Whose the case was, and who is there to act. @param {{ inherited, standIn, unattended }} seat */
export const seatTexts = ({ inherited, standIn, unattended }) => [
  ...(inherited === null ? [] : [`接自 ${inherited.from}(${inherited.since} 起不在岗)`]),
  ...(standIn === null ? [] : [`${standIn.name} 代办至 ${standIn.until}`]),
  ...(unattended ? ['经办人已离岗,尚未交接'] : []),
];
