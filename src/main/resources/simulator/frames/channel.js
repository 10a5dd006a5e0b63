// The frame's side of the protocol, version 2: JSON text over postMessage between this frame and the embedding app.

const VERSION = 2;
const APP_PATIENCE_MS = 5000;

export const parameters = new URLSearchParams(location.search);

/** An error in the form that is sent to the app. */
export class FrameError extends Error {
  constructor(code, message, errors) {
    super(message ?? code);
    this.code = code;
    this.errors = errors;
  }

  static of(thrown) {
    return thrown instanceof FrameError ? thrown : new FrameError('generic', 'Something went wrong');
  }

  static validation(code) {
    return new FrameError('validationError', 'The frame was opened with a wrong parameter', [{ code, message: code }]);
  }

  get payload() {
    return { code: this.code, message: this.message, ...(this.errors && { errors: this.errors }) };
  }
}

class Channel {
  #id = parameters.get('channelId');
  #app = embeddingOrigin();
  #handlers = new Map();
  #opened;

  constructor() {
    addEventListener('message', (event) => this.#receive(event));
  }

  /** Sends the handshake and waits for the app's ack; nothing else is sent before it. */
  open() {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('The app did not answer the handshake')), APP_PATIENCE_MS);
      this.#opened = () => {
        clearTimeout(late);
        resolve(this);
      };
      this.send('handshake');
    });
  }

  /** Registers the handler of a kind of message. */
  on(kind, handler) {
    this.#handlers.set(kind, handler);
  }

  send(kind, payload) {
    const message = { version: VERSION, meta: { channelId: this.#id }, kind, ...(payload && { payload }) };
    // An app may hide its origin; before its ack only the handshake is sent, which contains nothing confidential.
    parent.postMessage(JSON.stringify(message), this.#app ?? '*');
  }

  #receive(event) {
    if (event.source !== parent || (this.#app && event.origin !== this.#app)) {
      return;
    }
    const message = read(event.data);
    if (message?.version !== VERSION || !this.#id || message.meta?.channelId !== this.#id) {
      return;
    }
    if (message.kind === 'ack') {
      this.#app = event.origin;
      this.#opened?.();
    } else {
      this.#handlers.get(message.kind)?.(message.payload);
    }
  }
}

function embeddingOrigin() {
  if (location.ancestorOrigins?.length) {
    return location.ancestorOrigins[0];
  }
  return document.referrer ? new URL(document.referrer).origin : null;
}

function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Opens the channel and runs the frame; errors are sent to the app, and shown if the frame is visible. */
export async function runFrame(frame) {
  const theme = parameters.get('theme');
  if (theme === 'light' || theme === 'dark') {
    document.documentElement.dataset.theme = theme;
  }
  let channel;
  try {
    channel = await new Channel().open();
  } catch (unanswered) {
    show(unanswered.message);
    return;
  }
  try {
    await frame(channel);
  } catch (thrown) {
    fail(channel, thrown);
  }
}

export function fail(channel, thrown) {
  const error = FrameError.of(thrown);
  show(error.message);
  channel.send('error', error.payload);
}

/** Shows a message, and announces it to screen readers. */
export function show(text) {
  const status = document.querySelector('[role=status]');
  if (status) {
    status.textContent = text;
  }
}
