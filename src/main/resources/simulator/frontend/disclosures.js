/** MoonPay's texts: unchanged, complete, visible without a click, with each link on its words. */
import { h } from './ui.js';

/** @param {import('moonconnect-client').Schemas['Disclosure'][]} disclosures */
export function disclosureTexts(disclosures) {
  return disclosures.map((each) =>
    h('section', { class: 'disclosure', lang: each.locale, 'data-disclosure': each.id },
      h('h2', {}, each.title),
      h('p', {}, ...linked(each.text, each.links))));
}

/** Whether the texts are the same, so that they are neither rendered nor announced again. */
export function sameTexts(one, other) {
  const names = (all) => all.map((each) => `${each.id}@${each.version}/${each.locale}/${each.digest}`).join();
  return names(one) === names(other);
}

/** The text with the first occurrence of each label made its link. A link whose label is not in the text is appended. */
function linked(text, links) {
  let parts = [text];
  for (const { label, url } of links) {
    const anchor = h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, label);
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
