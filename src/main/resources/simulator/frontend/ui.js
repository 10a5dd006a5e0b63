/** The page's building blocks: elements, the current view, and announcements for screen readers. */

const TERMS = 'https://www.moonpay.com/legal/terms';

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

/** @param {string} look a class: `primary`, `quiet` or `link` @param {string} label @param {() => void} click @param {Record<string, any>} [more] attributes */
export function button(look, label, click, more = {}) {
  return h('button', { type: 'button', class: look, click: () => click(), ...more }, label);
}

/** A link that opens a tab of its own. @param {string} href @param {string} label */
export function outside(href, label) {
  return h('a', { href, target: '_blank', rel: 'noopener noreferrer' }, label);
}

/** @param {string} label */
export const termsLink = (label) => outside(TERMS, label);

/** Names and values for a `dl`; what has no value is left out. @param {Record<string, any>} values */
export function facts(values) {
  return Object.entries(values).filter(([, value]) => value).flatMap(([name, value]) =>
    [h('dt', {}, name), h('dd', { class: 'number' }, value)]);
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
    button(index === 0 ? 'primary' : 'quiet', label, action));
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

/** @param {string} id */
export function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}
