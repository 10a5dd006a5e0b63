/** The log beside the screens: what this page, the service and the frames say to each other. */
import { byId, h } from './ui.js';

const LENGTH = 60;

/** A line in the log. Must not contain tokens, signatures or customers' input. */
export function note(who, what) {
  const time = new Date().toLocaleTimeString([], { hour12: false });
  const log = byId('activity');
  log.prepend(h('li', { 'data-who': who }, h('time', {}, time), h('b', {}, who), h('span', {}, what)));
  while (log.children.length > LENGTH) log.lastElementChild?.remove();
}

/** An event of a frame. @param {string} line */
export const frameNote = (line) => note('frame', line);
