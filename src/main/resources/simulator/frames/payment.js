// Shared by the payment frames: the current quote, and the report of a payment.
import { fail, FrameError, parameters, show } from './channel.js';
import { ask, Refused } from './service.js';

const MESSAGES = {
  ipAddressMismatch: 'The session was made for another device address',
  quoteExpired: 'The quote has expired',
  invalidQuote: 'The quote cannot be paid here',
};

export class Payment {
  #channel;
  #signature;
  #running = false;

  constructor(channel, signature) {
    this.#channel = channel;
    this.#signature = signature;
  }

  /** Uses the newest quote of the app, and confirms it. */
  onQuote(replaced = () => {}) {
    this.#channel.on('setQuote', (payload) => {
      if (typeof payload?.quote?.signature === 'string') {
        this.#signature = payload.quote.signature;
        show('');
        replaced();
      }
    });
  }

  /** Pays with the current quote and reports the result, one payment at a time; returns whether it is final. */
  async pay(choice = {}) {
    if (this.#running) {
      return false;
    }
    this.#running = true;
    try {
      this.#report(await ask('pay', { clientToken: clientToken(), signature: this.#signature, ...choice }));
      return true;
    } catch (thrown) {
      fail(this.#channel, paymentError(thrown));
      return false;
    } finally {
      this.#running = false;
    }
  }

  #report({ challenge, transaction }) {
    if (challenge) {
      this.#channel.send('challenge', challenge);
    } else {
      show(transaction.failureReason ?? 'Paid');
      this.#channel.send('complete', { transaction });
    }
  }
}

/** Throws if a parameter that every payment needs is missing. */
export function clientToken() {
  const token = parameters.get('clientToken');
  if (!token) {
    throw new FrameError('configurationError', 'The frame has no clientToken');
  }
  return token;
}

export function paymentError(thrown) {
  if (!(thrown instanceof Refused)) {
    return FrameError.of(thrown);
  }
  if (thrown.message === 'invalidClientToken') {
    return new FrameError('configurationError', 'The client token was refused');
  }
  return MESSAGES[thrown.message] ? new FrameError(thrown.message, MESSAGES[thrown.message]) : FrameError.of();
}
