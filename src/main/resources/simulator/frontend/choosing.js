/** What a customer does with the list of methods: chooses one, asks MoonPay's widget for a price, adds a card. */
import { whyNoPrice } from './advice.js';
import { addCard } from './card.js';
import { nameOf } from './methods.js';
import { keyOf } from './quotes.js';
import { details, say } from './ui.js';
import { askForPrice } from './widget.js';

/**
 * @param {import('./compare.js').Context} context
 * @param {{ comparison: import('./quotes.js').Comparison, choice: import('./choice.js').Choice, stored: Map<string, any>, listen: () => void, draw: () => void, tell: (...words: any[]) => void }} view
 */
export function newChoosing({ api, frames, order, connection }, { comparison: { entries }, choice, stored, listen, draw, tell }) {
  const { accessToken, clientToken } = connection.credentials;
  return { choose, chooseAgain, exclude, add };

  /** @param {string} key */
  function choose(key) {
    choice.choose(key);
    if (entries.get(key)?.widget) askForWidget(key);
    else if (choice.isOver(key) || choice.isUnfollowed) listen();
    draw();
  }

  /** Choosing the same method again changes nothing, except that an expired price is requested. @param {string} key */
  function chooseAgain(key) {
    if (key === choice.current && choice.isOver(key)) choose(key);
  }

  async function askForWidget(key) {
    await askForPrice(entries.get(key), api, accessToken, order.purchase).catch((problem) => tell(whyNoPrice(problem).text));
    draw();
  }

  /** @param {string} type that does not work on this device */
  function exclude(type) {
    choice.exclude(type);
    tell('This device cannot pay in this way. Please choose another.');
    listen();
  }

  /** Lets the customer store another card, and chooses it. */
  function add() {
    const added = (card) => {
      stored.set(keyOf(card), card);
      choice.add(card);
      say(`${nameOf(card)} was added.`);
      listen();
    };
    addCard({ frames, clientToken, added, failed: (text, own) => tell(text, details(own)) });
  }
}
