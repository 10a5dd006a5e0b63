/** The page's building blocks: elements, the current view, announcements for screen readers, and the log. */

const LOG_LENGTH = 60;

/**
 * Makes an element: `h('p', { class: 'hint' }, 'text', child)`. A string is always text, never markup. Attributes that are
 * functions are listeners; `false`, `null` and `undefined` leave an attribute or a child out.
 * @param {string} name
 * @param {Record<string, any>} [attributes]
 * @param {...any} children
 * @returns {any}
 */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(key, value);
    else if (value === true) element.setAttribute(key, '');
    else if (value !== false && value != null) element.setAttribute(key, String(value));
  }
  element.append(...children.flat().filter((child) => child !== false && child != null));
  return element;
}

/** Shows a view and focuses its heading, for keyboards and screen readers. */
export function show(step, view) {
  [...byId('steps').children].forEach((item, index) => {
    if (index === step) item.setAttribute('aria-current', 'step');
    else item.removeAttribute('aria-current');
    item.classList.toggle('done', index < step);
  });
  byId('stage').replaceChildren(view);
  const heading = view.querySelector('h1');
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  heading.scrollIntoView?.({ block: 'nearest' });
}

/** A view with a heading, some text, and a button for each action: `{ label: action }`. */
export function message(title, text, actions = {}, kind = 'plain') {
  const buttons = Object.entries(actions).map(([label, action], index) =>
    h('button', { type: 'button', class: index === 0 ? 'primary' : 'quiet', click: action }, label));
  const texts = [text].flat().filter(Boolean).map((each) => (typeof each === 'string' ? h('p', {}, each) : each));
  return h('section', { class: `message ${kind}` }, h('h1', {}, title), ...texts,
    buttons.length > 0 && h('div', { class: 'actions' }, ...buttons));
}

/** Shows a `message` and waits for the choice; returns the value of the pressed button. */
export function ask(step, title, text, choices, kind) {
  return new Promise((resolve) => {
    const actions = Object.fromEntries(
      Object.entries(choices).map(([label, value]) => [label, () => resolve(value)]));
    show(step, message(title, text, actions, kind));
  });
}

/** MoonPay's own sentence, for those who want it; false without one. */
export function details(text) {
  return Boolean(text) && h('details', { class: 'own-words' }, h('summary', {}, 'Details'), h('p', {}, text));
}

/** Announces a text to screen readers. */
export function say(text) {
  byId('announcer').textContent = text;
}

/** A line in the log. Must not contain tokens, signatures or customers' input. */
export function note(who, what) {
  const time = new Date().toLocaleTimeString([], { hour12: false });
  const log = byId('activity');
  log.prepend(h('li', { 'data-who': who }, h('time', {}, time), h('b', {}, who), h('span', {}, what)));
  while (log.children.length > LOG_LENGTH) log.lastElementChild?.remove();
}

/** An event of a frame in the log. @param {string} line */
export const frameNote = (line) => note('frame', line);

/** Formats a decimal string: grouped, and truncated (never rounded up) after a number of digits. */
export function decimal(text, digits = 8) {
  const [whole, fraction = ''] = String(text).split('.');
  const cut = fraction.slice(0, digits).replace(/0+$/, '').padEnd(Math.min(2, digits), '0');
  return whole.replace(/\B(?=(\d{3})+$)/g, '\u2009') + (cut === '' ? '' : `.${cut}`);
}

/** An amount with its asset's code; the title has the full number. */
export function money(amount, digits) {
  if (!amount?.amount) return '';
  return h('span', { class: 'number', title: amount.amount }, `${decimal(amount.amount, digits)} ${amount.asset?.code ?? ''}`);
}

/** @param {string} id */
export function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}
