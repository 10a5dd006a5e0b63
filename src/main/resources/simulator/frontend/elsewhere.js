/** Where this page has to be opened, when it cannot work under the address that it has. */
import { h } from './ui.js';

/** Without a secure context, which is https or this very machine, a browser makes no keys. @param {string} api the service */
export function elsewhere(api) {
  return h('section', { class: 'message problem', 'data-problem': 'insecure-page' },
    h('h1', {}, 'This page works under another address'), whereToOpen(api));
}

/** The service answers only the origins that it knows. A browser reports an origin that was refused as unreachable. */
export function isRefused(problem, api) {
  return ['unreachable', 'forbidden'].includes(problem.type) && location.hostname !== new URL(api).hostname;
}

/** @param {string} api */
export function whereToOpen(api) {
  const here = new URL('/', location.href);
  here.hostname = new URL(api).hostname;
  return h('p', {}, 'Open ', h('a', { href: here.href }, here.href), ' instead of ', location.origin, '.');
}
