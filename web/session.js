/** The person's token, for this tab only, and the API asked with it. */
import { el, say } from './dom.js';

const KEY = 'xinxiu-token';

const given = new URLSearchParams(location.hash.slice(1)).get('token');
if (given !== null) {
  sessionStorage.setItem(KEY, given);
  history.replaceState(null, '', location.pathname + location.search);
}

export const hasToken = () => sessionStorage.getItem(KEY) !== null;

/**
 * Throws an Error whose message is for people, with the problem that was answered.
 * @param {string} path @param {{ method?: string, body?: string, key?: string }} options `body`: JSON; `key`: Idempotency-Key
 */
export async function ask(path, { key, ...options } = {}) {
  const response = await fetch(`/api/v1${path}`, {
    ...options,
    headers: {
      authorization: `Bearer ${sessionStorage.getItem(KEY) ?? ''}`,
      ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
  });
  if (response.ok) return response.status === 204 ? null : response.json();
  const problem = await response.json().catch(() => ({ detail: `请求失败(${response.status})。` }));
  if (problem.code === 'UNAUTHENTICATED') sessionStorage.removeItem(KEY);
  throw Object.assign(new Error(problem.detail), { problem });
}

/** The field for the token, or the way out. */
export function showSession() {
  const place = document.querySelector('#session');
  const leave = async () => {
    // Told to the API, so that the token opens nothing any more; the tab forgets it also when nobody answers.
    await ask('/me/logout', { method: 'POST' }).catch(() => undefined);
    sessionStorage.removeItem(KEY);
    location.reload();
  };
  if (hasToken()) return place.replaceChildren(el('button', { type: 'button', onclick: leave }, '退出'));
  const field = el('input', {
    'aria-label': '访问令牌',
    placeholder: '粘贴访问令牌',
    autocomplete: 'off',
    type: 'password',
  });
  const enter = (event) => {
    event.preventDefault();
    sessionStorage.setItem(KEY, field.value.trim());
    location.reload();
  };
  place.replaceChildren(el('form', { onsubmit: enter }, field, el('button', {}, '登录')));
}

/** Runs the page, or says why it cannot. */
export async function run(page) {
  showSession();
  if (!hasToken()) return say('请先登录:在右上角粘贴访问令牌。');
  try {
    await page();
  } catch (error) {
    say(error.message);
    showSession();
  }
}
