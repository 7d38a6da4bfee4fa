/** Short forms: what the API has against a field is told beside it, all else below the form. */
import { el } from './dom.js';
import { ask } from './session.js';

let ids = 0;

/** A labelled control, named as the API names the field. @param {HTMLElement} control */
export function field(label, control, help = null) {
  const id = `field-${(ids += 1)}`;
  control.id = id;
  control.setAttribute('aria-describedby', `${id}-problem`);
  return el(
    'div',
    { class: 'field' },
    el('label', { for: id }, label),
    control,
    help === null ? null : el('span', { class: 'soft' }, help),
    el('span', { class: 'problem', id: `${id}-problem` }),
  );
}

export const date = (name) => el('input', { type: 'date', name, required: true });
export const line = (name) => el('input', { type: 'text', name, required: true, maxlength: '1000' });
/** @param {[value: string, text: string][]} options */
export const select = (name, options) =>
  el('select', { name, required: true }, ...options.map(([value, text]) => el('option', { value }, text)));

/** Of what can be chosen and filled in now, by name. */
const valuesOf = (form) =>
  Object.fromEntries(
    [...form.elements].filter((c) => c.name !== '' && !c.matches(':disabled')).map((c) => [c.name, c.value.trim()]),
  );

const named = (form, name) => [...form.elements].find((c) => c.name === name && !c.matches(':disabled'));

function tellBeside(control, text) {
  control.setAttribute('aria-invalid', 'true');
  control.parentElement.querySelector('.problem').textContent = text;
}

/** Beside the fields that it is about, which come to focus; what is about none of them, below. */
function tell(form, problem, fieldOf) {
  const about = (problem.errors ?? []).map(({ path, message }) => [named(form, path.split('/')[1] ?? ''), message]);
  const article = problem.article === undefined ? '' : `(${problem.article})`;
  if (about.length === 0) about.push([named(form, fieldOf[problem.code] ?? ''), `${problem.detail}${article}`]);
  for (const [control, text] of about)
    if (control === undefined) form.querySelector('.problem.whole').textContent = text;
    else tellBeside(control, text);
  about.find(([control]) => control !== undefined)?.[0].focus();
}

/** Of a form, or of one field of it that is being mended. */
function clear(place) {
  for (const control of place.querySelectorAll('[aria-invalid]')) control.removeAttribute('aria-invalid');
  for (const told of place.querySelectorAll('.problem')) told.textContent = '';
}

// Not randomUUID, which browsers keep from pages that came without TLS.
const newKey = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, '0')).join('');

/**
 * A form that posts its values to an address of the API. The same values sent again are the same request; others are another.
 * @param {{ path: string, submit: string, fields: Node[], fixed?: object, fieldOf?: Record<string, string>, done: (answer: unknown) => void }} options
 * `fixed`: what is sent besides the fields; `fieldOf`: a refusal's code → the field it is about.
 */
export function form({ path, submit, fields, fixed = {}, fieldOf = {}, done }) {
  let key = newKey();
  const button = el('button', { class: 'main' }, submit);
  const send = async (event) => {
    event.preventDefault();
    clear(node);
    button.disabled = true;
    const body = JSON.stringify({ ...fixed, ...valuesOf(node) });
    const answer = await ask(path, { method: 'POST', body, key }).catch((error) => {
      tell(node, error.problem ?? { detail: '没有收到答复,请再次提交。' }, fieldOf);
      return null;
    });
    button.disabled = false;
    if (answer !== null) done(answer);
  };
  const changed = ({ target }) => {
    key = newKey();
    clear(target.closest('.field'));
  };
  const node = el(
    'form',
    // The API is the one judge: a browser would tell in its own words, and not beside the field.
    { class: 'short', novalidate: true, onsubmit: send, oninput: changed },
    ...fields,
    el('p', { class: 'problem whole', role: 'alert' }),
    button,
  );
  return node;
}
