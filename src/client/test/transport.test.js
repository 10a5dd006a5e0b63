import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { beforeEach, test } from 'node:test';
import { moonconnect } from '../index.js';
import { LONGEST_TEXT } from '../transport.js';
import { APPLE_PAY, fakeSystem, PURCHASE, reading, settle } from './fakes.js';

/** An `XMLHttpRequest` of React Native whose response is written by hand. */
class FakeXhr {
  static all = [];
  withCredentials = true;
  readyState = 1;
  status = 0;
  responseText = '';
  sent = {};
  constructor() { FakeXhr.all.push(this); }
  open(method, url) { Object.assign(this.sent, { method, url, headers: {} }); }
  setRequestHeader(name, value) { this.sent.headers[name] = value; }
  getResponseHeader(name) { return this.headers?.[name] ?? null; }
  send(body) { this.sent.body = body; }
  abort() {
    if (this.readyState === 4) return;
    Object.assign(this, { aborted: true, readyState: 4, kept: this.responseText.length, responseText: '' });
    this.onabort?.();
  }
  head(status, headers) { this.status = status; this.headers = headers; this.readyState = 2; this.onreadystatechange(); }
  write(text) { if (this.aborted) return; this.readyState = 3; this.responseText += text; this.onprogress(); }
  end() { this.readyState = 4; this.onreadystatechange(); this.onload(); }
  timeOut() { this.readyState = 4; this.onreadystatechange(); this.ontimeout?.(); }
}

const { fetch: realFetch } = globalThis;
const last = () => FakeXhr.all.at(-1);
const event = (name, data) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
let clock;
const open = () => reading(moonconnect('https://api', clock).compareLive(PURCHASE, { accessToken: 't' }));

beforeEach(() => {
  clock = fakeSystem();
  FakeXhr.all = [];
  // As on React Native: responses of fetch have no body that could be read as it arrives.
  globalThis.Response = class {};
  globalThis.XMLHttpRequest = FakeXhr;
});

test('without Response.body, events are read from XMLHttpRequest as they arrive', async () => {
  const read = open();
  await settle();
  assert.equal(last().sent.url, 'https://api/v1/quotes/stream');
  assert.equal(last().sent.body, JSON.stringify(PURCHASE));
  assert.equal(last().sent.headers['MoonPay-Access-Token'], 't');
  assert.equal(last().withCredentials, false);
  last().head(200);
  const text = event('methods', { methods: [APPLE_PAY], skipped: [] });
  last().write(text.slice(0, 20));
  await settle();
  assert.deepEqual(read.names(), []);
  last().write(text.slice(20));
  await settle();
  assert.deepEqual(read.names(), ['methods']);
  last().write(event('bye', { reason: 'no-quotes' }));
  last().end();
  await settle();
  assert.deepEqual(read.names(), ['methods', 'bye']);
  assert.equal(read.ended, true);
});

test('a problem and a lost connection are told apart', async () => {
  const read = open();
  await settle();
  last().onerror();
  await settle();
  assert.equal(read.events[0].data.problem.type, 'unreachable');
  await clock.pass(1000);
  assert.equal(FakeXhr.all.length, 2);
  last().head(401, {});
  last().write('{"type":"https://moonconnect.io/problems/moonpay-token-rejected","title":"","status":401,"retryable":false}');
  last().end();
  await settle();
  assert.equal(read.failure.type, 'moonpay-token-rejected');
});

for (const [point, happens] of [['before', () => {}], ['within', () => { last().head(200); last().write(event('heartbeat', {})); }]]) {
  test(`a time-out of the platform ${point} the response is a lost connection`, async () => {
    const read = open();
    await settle();
    happens();
    await settle();
    last().timeOut();
    await settle();
    assert.equal(read.names().at(-1), 'lost');
    assert.equal(read.events.at(-1).data.problem.type, 'unreachable');
    await clock.pass(1000);
    assert.equal(FakeXhr.all.length, 2);
  });
}

test('a text that grows too long is replaced by that of a new stream, so that memory is bounded', async () => {
  const read = open();
  await settle();
  last().head(200);
  const [first] = FakeXhr.all;
  const beat = event('heartbeat', {});
  for (let round = 0; round < 500 && !first.aborted; round += 1) {
    for (let i = 0; i < 100; i += 1) first.write(beat);
    await clock.pass(100);
  }
  assert.ok(first.aborted);
  assert.ok(first.kept < LONGEST_TEXT + 101 * beat.length);
  assert.equal(FakeXhr.all.length, 2);
  assert.ok(!read.names().includes('lost'));
});

test('memory is bounded also if the reader is slow, and no event of the text is lost', async () => {
  const stream = moonconnect('https://api', clock).compareLive(PURCHASE, { accessToken: 't' });
  const first = stream.next();
  await settle();
  last().head(200);
  const [xhr] = FakeXhr.all;
  let written = 0;
  await clock.pass(6000);
  while (!xhr.aborted && written < 30_000) {
    xhr.write(event('heartbeat', { n: written }));
    written += 1;
  }
  assert.ok(xhr.aborted);
  assert.ok(xhr.kept < LONGEST_TEXT + 100);
  for (let n = 0; n < written; n += 1) assert.equal((await (n === 0 ? first : stream.next())).value.data.n, n);
  assert.equal(FakeXhr.all.length, 2);
});

for (const [when, rounds, pause] of [['at once', 100, 500], ['late', 20, 6000]]) {
  test(`a page instead of a stream that is longer than a text may be and comes ${when} is no endless loop`, async () => {
    const read = reading(moonconnect('https://api', clock).compareLive(PURCHASE, { accessToken: 't', streamTries: 4 }));
    for (let i = 0; i < rounds && !read.ended; i += 1) {
      await clock.pass(pause);
      if (last().readyState !== 1) continue;
      last().head(200);
      await settle();
      last().write('<p>A portal</p>\n'.repeat(LONGEST_TEXT / 10));
    }
    assert.equal(read.failure?.type, 'unreachable');
    assert.equal(FakeXhr.all.length, 4);
  });
}

test('a reader who leaves closes the connection', async () => {
  const stop = new AbortController();
  const read = reading(moonconnect('https://api', clock).compareLive(PURCHASE, { accessToken: 't', signal: stop.signal }));
  await settle();
  last().head(200);
  stop.abort(new Error('enough'));
  await settle();
  assert.equal(last().aborted, true);
  assert.equal(read.failure.message, 'enough');
});

test('an environment with neither is a clear error, and no loop', async () => {
  delete globalThis.XMLHttpRequest;
  const read = open();
  await clock.pass(600_000);
  assert.equal(read.failure.type, 'unsupported-environment');
  assert.equal(read.failure.retryable, false);
  assert.match(read.failure.message, /neither/);
});

test('without fetch, calls go by XMLHttpRequest too', async () => {
  delete globalThis.fetch;
  const answer = moonconnect('https://api', clock).listAssets();
  await settle();
  last().head(200);
  last().write('{"assets":[]}');
  last().end();
  assert.deepEqual(await answer, { assets: [] });
});

test('a redirect is not followed, so that no token goes elsewhere', async () => {
  globalThis.fetch = realFetch;
  let elsewhere = 0;
  const servers = [createServer((_, response) => { elsewhere += 1; response.end('{}'); })];
  servers.push(createServer((_, response) => response.writeHead(307, { Location: origin(servers[0]) }).end()));
  const origin = (server) => `http://127.0.0.1:${server.address().port}`;
  try {
    for (const server of servers) await once(server.listen(0, '127.0.0.1'), 'listening');
    const call = moonconnect(origin(servers[1]), { tries: 1 }).listTransactions({}, { accessToken: 't' });
    assert.equal((await call.catch((failure) => failure)).type, 'unreachable');
    assert.equal(elsewhere, 0);
  } finally {
    servers.forEach((server) => server.closeAllConnections());
    servers.forEach((server) => server.close());
  }
});
