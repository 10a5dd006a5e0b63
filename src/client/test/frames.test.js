import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { isMoonPays, openFrame } from '../frames.js';

const LIVE = 'https://blocks.moonpay.com';
const CHALLENGE = { origin: LIVE, parameters: {}, title: '', on: {} };

test('a page that a frame names is opened only on MoonPay\u2019s hosts, over https', () => {
  for (const url of [`${LIVE}/platform/v1/challenge?challengeToken=x`, 'https://buy.moonpay.com/3ds']) assert.ok(isMoonPays(url, LIVE), url);
  for (const url of ['http://blocks.moonpay.com/', 'https://moonpay.com.example.org/', 'https://evilmoonpay.com/', 'javascript:alert(1)', '/x', '']) {
    assert.ok(!isMoonPays(url, LIVE), url);
    assert.throws(() => openFrame('challenge', { ...CHALLENGE, url }), TypeError);
  }
});

test('with a simulator\u2019s frames, only its origin is believed', () => {
  assert.ok(isMoonPays('http://localhost:8090/platform/v1/challenge', 'http://localhost:8090'));
  assert.ok(!isMoonPays('https://buy.moonpay.com/', 'http://localhost:8090'));
});

const channelOf = (frame) => new URL(frame.src).searchParams.get('channelId');

/** A page in which no frame loads, and the messages that it is sent. */
let page;

beforeEach(() => {
  page = new EventTarget();
  page.timers = new Set();
  page.sent = [];
  page.before = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout };
  // Node.js 18 has none.
  globalThis.crypto ??= { randomUUID: () => 'a-channel' };
  Object.assign(globalThis, {
    addEventListener: page.addEventListener.bind(page),
    removeEventListener: page.removeEventListener.bind(page),
    setTimeout: (run) => { page.timers.add(run); return run; },
    clearTimeout: (run) => page.timers.delete(run),
    document: {
      createElement: () => {
        const contentWindow = { postMessage: (text, origin) => page.sent.push([JSON.parse(text), origin]) };
        return (page.frame = { contentWindow, remove() { page.frame.contentWindow = null; } });
      },
    },
  });
  page.say = (kind, payload, { origin = LIVE, version = 2, channelId = channelOf(page.frame), source = page.frame.contentWindow } = {}) => {
    const message = { version, meta: { channelId }, kind, payload };
    page.dispatchEvent(Object.assign(new Event('message'), { origin, source, data: JSON.stringify(message) }));
  };
});

afterEach(() => Object.assign(globalThis, page.before));

const BUY = { origin: LIVE, parameters: { clientToken: 'c', signature: 's', externalTransactionId: undefined }, into: { append() {} }, title: '' };

test('only messages of the frame\u2019s window, origin, version and channel are believed, after the handshake', () => {
  const heard = [];
  openFrame('buy', { ...BUY, on: { complete: (payload) => heard.push(payload) } });
  page.say('complete', 'too early');
  page.say('handshake');
  assert.deepEqual(page.sent.map(([{ kind }, origin]) => [kind, origin]), [['ack', LIVE]]);
  for (const wrong of [{ origin: 'https://moonpay.com' }, { version: 1 }, { version: '2' }, { channelId: 'another' }, { source: {} }]) {
    page.say('complete', 'wrong', wrong);
  }
  for (const data of ['{', 'null', '1', '[]', {}, undefined]) {
    page.dispatchEvent(Object.assign(new Event('message'), { origin: LIVE, source: page.frame.contentWindow, data }));
  }
  page.say('complete', 'right');
  assert.deepEqual(heard, ['right']);
});

test('a kind of message that nobody handles is nothing', () => {
  const failures = [];
  const report = (failure) => failures.push(failure);
  process.on('uncaughtException', report);
  openFrame('buy', { ...BUY, on: { complete: undefined } });
  page.say('handshake');
  for (const kind of ['complete', 'toString', '__proto__', null, {}]) page.say(kind);
  return new Promise((resolve) => setImmediate(resolve)).then(() => {
    process.removeListener('uncaughtException', report);
    assert.deepEqual(failures, []);
  });
});

test('a frame that is closed hears nothing more and leaves no timer', () => {
  const heard = [];
  const frame = openFrame('buy', { ...BUY, on: { complete: () => heard.push('complete'), unloaded: () => heard.push('unloaded') } });
  assert.equal(page.timers.size, 1);
  const source = page.frame.contentWindow;
  frame.close();
  frame.setQuote('s');
  page.say('handshake', undefined, { source });
  page.say('complete', undefined, { source });
  assert.equal(page.timers.size, 0);
  assert.deepEqual([heard, page.sent], [[], []]);
});

const FRAMES = {
  'check-connection': { sessionToken: 's', publicKey: 'k' },
  connect: { clientToken: 'c', publicKey: 'k' },
  auth: { clientToken: 'c', publicKey: 'k' },
  'add-card': { clientToken: 'c' },
  buy: { clientToken: 'c', signature: 's', externalTransactionId: 'x' },
  'buy-button': { clientToken: 'c', signature: 's' },
  'apple-pay': { clientToken: 'c', signature: 's' },
  'google-pay': { clientToken: 'c', signature: 's' },
  widget: { flow: 'buy', clientToken: 'c', quoteSignature: 's' },
  challenge: { clientToken: 'c' },
  reset: {},
};

for (const [name, parameters] of Object.entries(FRAMES)) {
  test(`the frame ${name} has its address, its parameters and a channel`, () => {
    const heard = [];
    openFrame(name, { origin: LIVE, parameters, into: { append() {} }, title: '', on: { complete: (payload) => heard.push(payload) } });
    const { origin, pathname, searchParams } = new URL(page.frame.src);
    const { channelId, ...sent } = Object.fromEntries(searchParams);
    assert.deepEqual([origin, pathname, sent], [LIVE, `/platform/v1/${name}`, parameters]);
    assert.ok(channelId);
    assert.equal(page.frame.hidden, ['check-connection', 'buy', 'reset'].includes(name));
    page.say('complete', 'wrong', { channelId: 'another' });
    page.say('complete', 'too early');
    page.say('handshake');
    page.say('complete', 'right');
    assert.deepEqual(heard, ['right']);
  });
}

test('an origin may end with a slash', () => {
  openFrame('buy', { ...BUY, origin: `${LIVE}/`, on: {} });
  const { origin, pathname } = new URL(page.frame.src);
  assert.deepEqual([origin, pathname], [LIVE, '/platform/v1/buy']);
  assert.ok(isMoonPays(`${LIVE}/platform/v1/challenge`, `${LIVE}/`));
});
