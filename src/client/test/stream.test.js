import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { moonconnect } from '../index.js';
import { APPLE_PAY, fakePage, fakeService, fakeSystem, problem, PURCHASE, quote, reading, settle } from './fakes.js';

let service;
let clock;
let page;
const open = (options = {}) => reading(moonconnect('https://api', clock).compareLive(PURCHASE, { accessToken: 't', ...options }));

beforeEach(() => {
  service = fakeService();
  clock = fakeSystem();
  page = fakePage();
});

test('a stream is read to its last bye', async () => {
  const read = open();
  await settle();
  service.last.event('methods', { methods: [APPLE_PAY], skipped: [] });
  service.last.bye('no-quotes');
  await settle();
  assert.deepEqual(read.events.at(-1), { event: 'bye', data: { reason: 'no-quotes' } });
  assert.equal(read.ended, true);
  assert.equal(service.last.init.body, JSON.stringify(PURCHASE));
});

test('a stream that comes byte by byte, with a byte order mark, is read as one that comes at once', async () => {
  const text = '\uFEFF: a comment\r\nevent: failure\r\ndata: {"text":\r\ndata: "Grüße 🚀"}\r\n\r\nevent: bye\r\ndata: {"reason":"no-quotes"}\r\n\r\n';
  const read = open();
  await settle();
  for (const byte of new TextEncoder().encode(text)) service.last.write(Uint8Array.of(byte));
  await settle();
  assert.deepEqual(read.events, [{ event: 'failure', data: { text: 'Grüße 🚀' } }, { event: 'bye', data: { reason: 'no-quotes' } }]);
});

test('a stream that breaks is opened again, and the reader is told', async () => {
  const read = open();
  await settle();
  service.last.event('quote', quote(60_000));
  await settle();
  service.last.controller.error(new Error('reset'));
  await settle();
  assert.deepEqual(read.names(), ['quote', 'lost']);
  assert.equal(read.events[1].data.problem.type, 'unreachable');
  await clock.pass(read.events[1].data.retryInMs);
  assert.equal(service.calls.length, 2);
  service.last.event('quote', quote(60_000));
  await settle();
  assert.deepEqual(read.names(), ['quote', 'lost', 'back', 'quote']);
});

test('a reader who leaves while many events wait lets go of the page', async () => {
  const removed = [];
  globalThis.removeEventListener = (name) => removed.push(name);
  const stream = moonconnect('https://api', clock).compareLive(PURCHASE, { accessToken: 't' });
  const first = stream.next();
  await settle();
  for (let i = 0; i < 100; i += 1) service.last.event('heartbeat', {});
  await first;
  await settle();
  await stream.return();
  await settle();
  assert.equal(service.last.closed, true);
  assert.deepEqual(removed, ['pageshow']);
});

test('a stream that is silent is opened again', async () => {
  const read = open();
  await clock.pass(41_000);
  assert.deepEqual(read.names(), ['lost']);
  assert.equal(service.calls[0].closed, true);
  assert.equal(service.calls.length, 2);
});

test('a stream that a server leaves is opened again, within seconds and not at once', async () => {
  const pauses = [];
  for (const chance of [0, 0.25, 0.99]) {
    service = fakeService();
    clock = fakeSystem(chance);
    const read = open();
    await settle();
    service.last.bye('server-leaving');
    let waited = 0;
    for (; service.calls.length < 2; waited += 50) await clock.pass(50);
    pauses.push(waited);
    assert.deepEqual(read.names(), []);
  }
  assert.deepEqual(pauses.map((pause) => Math.round(pause / 1000)), [0, 1, 5]);
});

test('Retry-After is waited for, and the jitter comes on top', async () => {
  service.answer(problem(503, 'overloaded', { 'Retry-After': '7' }));
  const read = open();
  await settle();
  assert.ok(read.events[0].data.retryInMs > 7000);
  await clock.pass(7000);
  assert.equal(service.calls.length, 1);
  await clock.pass(7000);
  assert.equal(service.calls.length, 2);
});

for (const [what, happens] of [
  ['hidden and shown', async () => { page.hide(); await clock.pass(2000); page.show(); }],
  ['asleep', async () => { clock.sleepThrough(2000); page.tell('resume'); await clock.pass(2000); }],
]) {
  test(`Retry-After is waited for also by a page that was ${what} meanwhile`, async () => {
    service.answer(problem(503, 'overloaded', { 'Retry-After': '7' }));
    open();
    await settle();
    await happens();
    await clock.pass(2999);
    assert.equal(service.calls.length, 1);
    await clock.pass(14_000);
    assert.equal(service.calls.length, 2);
  });
}

test('a Retry-After that has passed during a sleep is not waited for again', async () => {
  service.answer(problem(503, 'overloaded', { 'Retry-After': '7' }));
  open();
  await settle();
  clock.sleepThrough(600_000);
  page.tell('resume');
  await settle();
  assert.equal(service.calls.length, 2);
});

test('a problem that is not retryable ends it at once', async () => {
  service.answer(problem(401, 'moonpay-token-rejected', {}, false));
  const read = open();
  await clock.pass(60_000);
  assert.equal(read.failure.type, 'moonpay-token-rejected');
  assert.equal(service.calls.length, 1);
});

test('failures in a row are bounded, also if each stream begins and breaks off', async () => {
  service.otherwise = 'unreachable';
  const read = open({ streamTries: 4 });
  await clock.pass(600_000);
  assert.equal(read.failure.type, 'unreachable');
  assert.equal(service.calls.length, 4);
  assert.deepEqual(read.names(), ['lost', 'lost', 'lost']);

  service = fakeService();
  service.otherwise = () => new Response('event: methods\ndata: {"methods":[],"skipped":[]}\n\n');
  const flapping = open({ streamTries: 4 });
  await clock.pass(600_000);
  assert.equal(flapping.failure.type, 'unreachable');
  assert.equal(service.calls.length, 4);
});

for (const [what, text] of [
  ['breaks off', 'event: heartbeat\ndata: {}\n\n'], ['ends for a restart', 'event: bye\ndata: {"reason":"server-leaving"}\n\n'],
  ['is over', 'event: bye\ndata: {"reason":"max-life"}\n\n'],
]) {
  test(`a stream that is late to begin, and ${what} at once, has not lasted`, async () => {
    service.otherwise = () => new Promise((resolve) => { clock.system.after(10_000, () => resolve(new Response(text))); });
    const read = open({ streamTries: 4 });
    await clock.pass(600_000);
    assert.equal(read.failure?.type, 'unreachable');
    assert.equal(service.calls.length, 4);
  });
}

test('pauses grow also if a service is late to answer', async () => {
  service.otherwise = () => new Promise((resolve) => {
    clock.system.after(10_000, () => resolve(new Response('event: heartbeat\ndata: {}\n\n')));
  });
  const read = open();
  await clock.pass(60_000);
  const waits = read.events.filter(({ event }) => event === 'lost').map(({ data }) => data.retryInMs);
  assert.deepEqual(waits.slice(0, 4), [375, 750, 1500, 3000]);
});

test('a price is over when its life is, although the service cannot be heard', async () => {
  const read = open();
  await settle();
  service.last.event('quote', quote(10_000));
  await settle();
  service.otherwise = 'unreachable';
  service.last.controller.error(new Error('reset'));
  await clock.pass(9999);
  assert.ok(!read.names().includes('expired'));
  await clock.pass(1);
  assert.deepEqual(read.events.find(({ event }) => event === 'expired'), { event: 'expired', data: { paymentMethod: APPLE_PAY } });
});

test('the price of a method that a new stream does not list is over', async () => {
  const card = { type: 'card', id: 'one' };
  const read = open();
  await settle();
  service.last.event('methods', { methods: [APPLE_PAY, card], skipped: [] });
  service.last.event('quote', quote(60_000, card));
  service.last.event('quote', quote(60_000));
  await settle();
  service.last.controller.error(new Error('reset'));
  await clock.pass(1000);
  service.last.event('methods', { methods: [APPLE_PAY], skipped: [] });
  await settle();
  assert.deepEqual(read.names(), ['methods', 'quote', 'quote', 'lost', 'back', 'expired', 'methods']);
  assert.deepEqual(read.events[5].data, { paymentMethod: card });
});

for (const how of ['visibilitychange', 'pageshow', 'resume', 'no event']) {
  test(`after a sleep that is noticed by ${how}, all prices of before are over, and a new stream is opened`, async () => {
    const read = open();
    await settle();
    service.last.event('quote', quote(600_000));
    await settle();
    clock.sleepThrough(30_000);
    if (how === 'no event') await clock.pass(5000);
    else page.tell(how);
    await settle();
    assert.deepEqual(read.names(), ['quote', 'expired']);
    assert.equal(service.calls[0].closed, true);
    assert.equal(service.calls.length, 2);
  });
}

test('a price that was sent during a sleep, and is read before the sleep is noticed otherwise, is not shown', async () => {
  const read = open();
  await settle();
  service.last.event('quote', quote(600_000));
  await settle();
  clock.sleepThrough(30_000);
  service.last.event('quote', quote(600_000));
  await settle();
  assert.deepEqual(read.names(), ['quote', 'expired']);
  assert.equal(service.calls[0].closed, true);
  assert.equal(service.calls.length, 2);
});

test('what was sent while the page was frozen, and is read before a timer runs, is not shown', async () => {
  const read = open();
  await settle();
  service.last.event('quote', quote(10_000));
  await settle();
  clock.freeze(600_000);
  service.last.event('quote', quote(600_000));
  await clock.pass(1000);
  assert.deepEqual(read.names(), ['quote', 'lost', 'expired']);
  assert.equal(service.calls[0].closed, true);
  assert.equal(service.calls.length, 2);
});

test('a page that was frozen as soon as it was hidden opens another stream when it is shown', async () => {
  const read = open();
  await settle();
  page.hide();
  clock.freeze(30_000);
  service.last.event('quote', quote(600_000));
  page.show();
  await settle();
  assert.deepEqual(read.names(), []);
  assert.equal(service.calls[0].closed, true);
  assert.equal(service.calls.length, 2);
});

test('clocks that run side by side are no sleep', async () => {
  const read = open();
  await settle();
  service.last.event('quote', quote(600_000));
  await clock.pass(30_000);
  clock.sleepThrough(200);
  page.tell('pageshow');
  await settle();
  assert.deepEqual(read.names(), ['quote']);
  assert.equal(service.calls.length, 1);
});

test('a hidden page closes its stream, and opens one when it is shown', async () => {
  const read = open();
  await settle();
  page.hide();
  await clock.pass(2000);
  assert.equal(service.calls[0].closed, true);
  await clock.pass(600_000);
  assert.equal(service.calls.length, 1);
  page.show();
  await settle();
  assert.equal(service.calls.length, 2);
  assert.deepEqual(read.names(), []);
});

test('a page that begins hidden opens no stream before it is shown', async () => {
  page.hide();
  open();
  await clock.pass(60_000);
  assert.equal(service.calls.length, 0);
  page.show();
  await settle();
  assert.equal(service.calls.length, 1);
});

test('a page that is hidden for a moment, or wants to, keeps its stream', async () => {
  open();
  open({ whileHidden: true });
  await settle();
  page.hide();
  await clock.pass(1000);
  page.show();
  await clock.pass(10_000);
  assert.equal(service.calls.length, 2);
  page.hide();
  await clock.pass(10_000);
  assert.deepEqual(service.calls.map(({ closed }) => closed), [true, undefined]);
});

test('an app without a document tells whether it is shown', async () => {
  delete globalThis.document;
  const client = moonconnect('https://api', clock);
  reading(client.compareLive(PURCHASE, { accessToken: 't' }));
  await settle();
  client.shown(false);
  await clock.pass(3000);
  assert.equal(service.calls[0].closed, true);
  client.shown(true);
  await settle();
  assert.equal(service.calls.length, 2);
});

test('a reader who leaves closes the connection, and one who aborts gets the reason', async () => {
  for await (const event of (queueMicrotask(() => settle().then(() => service.last.event('quote', quote(1)))), moonconnect('https://api', clock)
    .compareLive(PURCHASE, { accessToken: 't' }))) {
    assert.equal(event.event, 'quote');
    break;
  }
  await settle();
  assert.equal(service.calls[0].closed, true);

  const stop = new AbortController();
  const read = open({ signal: stop.signal });
  await settle();
  service.last.event('quote', quote(1));
  stop.abort(new Error('enough'));
  await settle();
  assert.equal(read.failure.message, 'enough');
  assert.equal(service.last.closed, true);
  await clock.pass(60_000);
  assert.equal(service.calls.length, 2);
});

for (const [point, happens] of [
  ['an event is awaited', () => service.last.event('quote', quote(60_000))],
  ['the page is hidden', async () => { page.hide(); await clock.pass(3000); }],
  ['a failure is waited out', () => service.last.controller.error(new Error('reset'))],
]) {
  for (const how of ['return', 'throw']) {
    test(`${how}() while ${point} is heard at once, and leaves no timer or connection`, async () => {
      const stream = moonconnect('https://api', clock).compareLive(PURCHASE, { accessToken: 't' });
      const first = stream.next();
      await settle();
      await happens();
      await settle();
      // One event at most has come; what follows is awaited.
      const read = [first, stream.next()];
      const ended = { done: false };
      const left = stream[how](new Error('enough')).catch((failure) => failure).finally(() => { ended.done = true; });
      await settle();
      assert.equal(ended.done, true);
      if (how === 'throw') assert.equal((await left).message, 'enough');
      assert.equal((await Promise.all(read)).at(-1).done, true);
      assert.equal(clock.timers, 0);
      assert.ok(service.calls.every(({ closed }) => closed));
    });
  }
}

test('a transaction is followed over several streams', async () => {
  const read = reading(moonconnect('https://api', clock).followTransaction({ id: 'one' }, { accessToken: 't' }));
  await settle();
  assert.equal(service.last.url, 'https://api/v1/transactions/one/stream');
  service.last.event('transaction', { id: 'one', status: 'pending' });
  service.last.bye('max-life');
  await clock.pass(1000);
  service.last.event('transaction', { id: 'one', status: 'completed' });
  service.last.bye('transaction-ended');
  await settle();
  assert.deepEqual(read.names(), ['transaction', 'transaction', 'bye']);
  assert.equal(read.ended, true);
});

test('a server that leaves again and again is a failure after a bounded number of streams', async () => {
  for (const reason of ['server-leaving', 'max-life']) {
    service = fakeService();
    service.otherwise = () => new Response(`event: bye\ndata: {"reason":"${reason}"}\n\n`);
    const read = open({ streamTries: 4 });
    await clock.pass(600_000);
    assert.equal(read.failure?.type, 'unreachable');
    assert.equal(service.calls.length, 4);
  }
});

test('streams that last are replaced without end, also with one try', async () => {
  const read = open({ streamTries: 1 });
  for (let i = 0; i < 5; i += 1) {
    await clock.pass(30_000);
    service.last.bye('max-life');
    await clock.pass(1000);
  }
  assert.equal(service.calls.length, 6);
  assert.equal(read.ended, false);
});

for (const life of [null, 'soon', undefined, -5]) {
  test(`a life of ${life} is over, once`, async () => {
    const read = open();
    await settle();
    service.last.event('quote', quote(life));
    await clock.pass(1);
    assert.deepEqual(read.names(), ['quote', 'expired']);
  });
}

for (const [what, text] of [
  ['without data', 'event: quote\ndata: null\n\n'], ['of another form', 'event: methods\ndata: {"methods":1}\n\n'],
  ['that is not JSON', 'event: quote\ndata: {\n\n'], ['that is cut off', 'event: quote\ndata: {}\n'], ['that is a page', '<html>A portal</html>'],
]) {
  test(`an event ${what} is a lost stream, and no loop`, async () => {
    service.otherwise = () => new Response(text);
    const read = open({ streamTries: 3 });
    await clock.pass(600_000);
    assert.equal(read.failure?.type, 'unreachable');
    assert.equal(service.calls.length, 3);
  });
}

test('an authorization that never comes is a lost stream', async () => {
  const client = moonconnect('https://api', { ...clock, authorization: () => new Promise(() => {}) });
  const read = reading(client.compareLive(PURCHASE, { accessToken: 't' }));
  await clock.pass(41_000);
  assert.deepEqual(read.names(), ['lost']);
});

/** What a stream is at when it is aborted: settings of the client, and what happens before. */
const POINTS = {
  'while it waits for its authorization': [{ authorization: () => new Promise(() => {}) }],
  'while the response is awaited': [{}, () => {}, () => new Promise((_, reject) => {
    const { signal } = service.last.init;
    signal.addEventListener('abort', () => reject(signal.reason));
  })],
  'while an event is awaited': [{}, () => service.last.event('quote', quote(60_000))],
  'within an event': [{}, () => service.last.write('event: quote\ndata: {')],
  'while many events wait': [{}, () => { for (let i = 0; i < 200; i += 1) service.last.event('heartbeat', {}); }],
  'in a pause after a failure': [{}, () => service.last.controller.error(new Error('reset'))],
  'in a pause for a restart': [{}, () => service.last.bye('server-leaving')],
  'while the page is hidden': [{}, async () => { page.hide(); await clock.pass(3000); }],
};
for (const [point, [settings, happens = () => {}, answer]] of Object.entries(POINTS)) {
  test(`an abort ${point} is heard at once, and leaves no timer, listener or connection`, async () => {
    let listeners = 0;
    for (const target of [globalThis.document, globalThis]) {
      const { addEventListener: add, removeEventListener: remove } = target;
      target.addEventListener = (...given) => { listeners += 1; add.apply(target, given); };
      target.removeEventListener = (...given) => { listeners -= 1; remove.apply(target, given); };
    }
    service.otherwise = answer;
    const stop = new AbortController();
    const stream = moonconnect('https://api', { ...clock, ...settings }).compareLive(PURCHASE, { accessToken: 't', signal: stop.signal });
    const first = stream.next().catch((failure) => failure);
    await settle();
    await happens();
    await settle();
    assert.ok(listeners > 0);
    stop.abort(new Error('enough'));
    const given = await first;
    assert.equal(given.message ?? (await stream.next().catch((failure) => failure)).message, 'enough');
    await settle();
    assert.equal(clock.timers, 0);
    assert.equal(listeners, 0);
    assert.ok(service.calls.every(({ closed }) => closed));
  });
}

test('an abort before it begins opens nothing', async () => {
  const read = open({ signal: AbortSignal.abort(new Error('enough')) });
  await settle();
  assert.equal(read.failure?.message, 'enough');
  assert.equal(service.calls.length, 0);
  assert.equal(clock.timers, 0);
});

test('an app that was hidden while no stream was open opens none before it is shown', async () => {
  delete globalThis.document;
  const client = moonconnect('https://api', clock);
  const stop = new AbortController();
  reading(client.compareLive(PURCHASE, { accessToken: 't', signal: stop.signal }));
  await settle();
  client.shown(false);
  stop.abort();
  await settle();
  reading(client.compareLive(PURCHASE, { accessToken: 't' }));
  await clock.pass(10_000);
  assert.equal(service.calls.length, 1);
  client.shown(true);
  await settle();
  assert.equal(service.calls.length, 2);
});
