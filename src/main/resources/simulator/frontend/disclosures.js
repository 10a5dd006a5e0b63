/** MoonPay's texts: unchanged, complete, visible without a click, with each link on its words. */
import { h, outside } from './ui.js';

/** @typedef {import('moonconnect-client').Schemas['Disclosure'][]} Texts */

/** Those that are shown: neither rendered nor announced again while they stay the same. @param {Texts} first */
export function newTexts(first) {
  const element = h('div', { class: 'disclosures' }, ...disclosureTexts(first));
  const texts = {
    element,
    shown: first,
    are: (/** @type {Texts} */ others) => namesOf(texts.shown) === namesOf(others),
    /** @param {Texts} others */
    show(others) {
      if (!texts.are(others)) element.replaceChildren(...disclosureTexts(others));
      texts.shown = others;
    },
  };
  return texts;
}

/** @param {Texts} disclosures */
export function disclosureTexts(disclosures) {
  return disclosures.map((each) =>
    h('section', { class: 'disclosure', lang: each.locale, 'data-disclosure': each.id },
      h('h2', {}, each.title),
      h('p', {}, ...linked(each.text, each.links))));
}

/** @param {Texts} all */
const namesOf = (all) => all.map((each) => `${each.id}@${each.version}/${each.locale}/${each.digest}`).join();

/** The text with the first occurrence of each label made its link. A link whose label is not in the text is appended. */
function linked(text, links) {
  let parts = [text];
  for (const { label, url } of links) {
    const anchor = outside(url, label);
    const index = parts.findIndex((part) => typeof part === 'string' && part.includes(label));
    if (index < 0) {
      parts.push(' ', anchor);
      continue;
    }
    const at = parts[index].indexOf(label);
    const around = [parts[index].slice(0, at), anchor, parts[index].slice(at + label.length)];
    parts = [...parts.slice(0, index), ...around, ...parts.slice(index + 1)];
  }
  return parts;
}
