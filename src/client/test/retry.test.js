import assert from 'node:assert/strict';
import { test } from 'node:test';
import { moonconnect, newKeys, Problem } from '../index.js';
import { pauseMs } from '../retry.js';
import { system as platform } from '../system.js';
import { fakeService, fakeSystem, problem, PURCHASE, settle } from './fakes.js';

const told = (seconds) => new Problem({ title: '' }, seconds * 1000);
const outcome = (promise) => promise.then((value) => ({ value }), (failure) => ({ failure }));

test('200 callers who are told to wait 5 seconds come back over seconds, and none before', () => {
  const pauses = Array.from({ length: 200 }, () => pauseMs(0, told(5), { random: Math.random }));
  assert.ok(Math.min(...pauses) >= 5000);
  assert.ok(Math.max(...pauses) - Math.min(...pauses) > 3000);
});

test('pauses grow up to a maximum, with jitter', () => {
  const pauses = (chance) => [0, 1, 2, 9].map((failures) => pauseMs(failures, null, { random: () => chance }));
  assert.deepEqual(pauses(0), [250, 500, 1000, 7500]);
  assert.deepEqual(pauses(1), [500, 1000, 2000, 15_000]);
});

test('a call is repeated after its pause, and its answer is given', async () => {
  const service = fakeService();
  const clock = fakeSystem(0);
  service.answer(problem(503, 'moonpay-busy', { 'Retry-After': '2' }), () => Response.json({ assets: [] }));
  const answer = outcome(moonconnect('https://api', clock).listAssets());
  await clock.pass(1999);
  assert.equal(service.calls.length, 1);
  await clock.pass(1);
  assert.equal(service.calls.length, 2);
  assert.deepEqual(await answer, { value: { assets: [] } });
});

test('an answer that is cut off or not JSON is a problem, and the call is repeated', async () => {
  const service = fakeService();
  const clock = fakeSystem(0);
  const cut = new ReadableStream({ start(controller) { controller.error(new TypeError('terminated')); } });
  service.answer(() => new Response(cut), () => new Response('<html>A portal</html>'), () => Response.json({ assets: [] }));
  const answer = outcome(moonconnect('https://api', clock).listAssets());
  await clock.pass(60_000);
  assert.deepEqual(await answer, { value: { assets: [] } });
  service.answer(() => new Response('{"kyc":"secret'));
  const { failure } = await outcome(moonconnect('https://api', clock).submitCustomerKyc({}));
  assert.ok(failure instanceof Problem);
  assert.equal(failure.type, 'unreachable');
  assert.ok(!failure.message.includes('secret'));
});

test('a call is made a bounded number of times', async () => {
  const service = fakeService();
  const clock = fakeSystem();
  service.otherwise = 'unreachable';
  const answer = outcome(moonconnect('https://api', clock).createQuote(PURCHASE, { accessToken: 't' }));
  await clock.pass(60_000);
  const { failure } = await answer;
  assert.equal(service.calls.length, 3);
  assert.equal(failure.type, 'unreachable');
  assert.equal(failure.retryable, true);
});

test('what must not happen twice is tried once, and is retryable only if the service says so', async () => {
  const service = fakeService();
  const clock = fakeSystem();
  const client = moonconnect('https://api', clock);
  const proxy = (status) => () => new Response('<html>', { status });
  for (const [answer, retryable] of [
    ['unreachable', false], [proxy(502), false], [proxy(504), false], [proxy(429), true],
    [problem(502, 'moonpay-unavailable', {}, false), false], [problem(503, 'moonpay-busy'), true],
  ]) {
    for (const call of [
      () => client.submitCustomerKyc({}), () => client.createFileUploadUrl({ fileType: 'selfie', mimeType: 'image/png' }),
      () => client.submitFiles({ files: [] }), () => client.exportCustomer({}, { consentToken: 'c' }),
    ]) {
      const before = service.calls.length;
      service.answer(answer);
      const { failure } = await outcome(call());
      assert.ok(failure instanceof Problem);
      assert.equal(failure.retryable, retryable);
      assert.equal(service.calls.length, before + 1);
    }
  }
});

test('what must not happen twice and was not sent for want of an authorization is as retryable as that', async () => {
  const service = fakeService();
  for (const retryable of [true, false]) {
    const authorization = () => { throw new Problem({ type: 'unreachable', title: '', retryable }); };
    const { failure } = await outcome(moonconnect('https://api', { ...fakeSystem(), authorization }).submitCustomerKyc({}));
    assert.equal(failure.type, 'unreachable');
    assert.equal(failure.retryable, retryable);
  }
  assert.equal(service.calls.length, 0);
});

test('a number of tries that is none is one try', async () => {
  const service = fakeService();
  service.otherwise = 'unreachable';
  const clock = fakeSystem();
  const answer = outcome(moonconnect('https://api', clock).listAssets({}, { tries: NaN }));
  await clock.pass(60_000);
  assert.equal((await answer).failure.type, 'unreachable');
  assert.equal(service.calls.length, 1);
});

for (const [lost, answer] of [
  ['is not heard', 'unreachable'], ['is that of a proxy', () => new Response('<html>', { status: 502 })],
  ['says that the outcome is unknown', problem(504, 'moonpay-timeout')],
]) {
  test(`a DELETE whose first answer ${lost} has succeeded if the repetition finds nothing`, async () => {
    const service = fakeService();
    const clock = fakeSystem();
    service.answer(answer, problem(404, 'not-found', {}, false));
    const done = outcome(moonconnect('https://api', clock).deletePaymentMethod({ id: 'one' }, { accessToken: 't' }));
    await clock.pass(60_000);
    assert.deepEqual(await done, { value: undefined });
    assert.equal(service.calls.length, 2);
  });
}

test('what a DELETE never found, or a read does not find, is a problem', async () => {
  const service = fakeService();
  const clock = fakeSystem();
  const client = moonconnect('https://api', clock);
  const missing = problem(404, 'not-found', {}, false);
  for (const [answers, call] of [
    [[missing], () => client.deletePaymentMethod({ id: 'one' }, { accessToken: 't' })],
    [[problem(503, 'overloaded'), missing], () => client.deletePaymentMethod({ id: 'one' }, { accessToken: 't' })],
    [[() => new Response('<html>', { status: 429 }), missing], () => client.deletePaymentMethod({ id: 'one' }, { accessToken: 't' })],
    [['unreachable', missing], () => client.getTransaction({ id: 'one' }, { accessToken: 't' })],
    [['unreachable', () => new Response('<html>', { status: 404 })], () => client.deletePaymentMethod({ id: 'one' }, { accessToken: 't' })],
  ]) {
    service.answer(...answers);
    const done = outcome(call());
    await clock.pass(60_000);
    assert.equal((await done).failure.status, 404);
  }
});

test('a DELETE that was not sent for want of an authorization has not been carried out', async () => {
  const service = fakeService();
  const clock = fakeSystem();
  const tokens = [() => { throw new Problem({ type: 'unreachable', title: '', retryable: true }); }, () => 'Bearer two'];
  service.answer(problem(404, 'not-found', {}, false));
  const client = moonconnect('https://api', { ...clock, authorization: () => tokens.shift()() });
  const done = outcome(client.deletePaymentMethod({ id: 'one' }, { accessToken: 't' }));
  await clock.pass(60_000);
  assert.equal((await done).failure?.type, 'not-found');
  assert.equal(service.calls.length, 1);
});

test('what cannot be sent is a problem, is not sent, and is not repeated', async () => {
  const service = fakeService();
  const clock = fakeSystem();
  const client = moonconnect('https://api', clock);
  for (const [call, field] of [
    ...[undefined, null, '', '.', '..'].map((id) => [() => client.deletePaymentMethod({ id }, { accessToken: 't' }), 'id']),
    [() => client.getTransaction({ id: 'half a pair \ud83d' }, { accessToken: 't' }), 'id'],
    [() => client.listTransactions({ cursor: '\ud83d' }, { accessToken: 't' }), 'cursor'],
    [() => client.submitCustomerKyc({ externalCustomerId: '\ud83d' }), 'externalCustomerId'],
    [() => client.followTransaction({ id: '\ud83d' }, { accessToken: 't' }).next(), 'id'],
    [() => client.listTransactions({}, { accessToken: 'one\ntwo' }), 'MoonPay-Access-Token'],
    [() => client.listAssets({}, { language: '\u2019' }), 'Accept-Language'],
    [() => client.createQuote({ source: { amount: 75n } }, { accessToken: 't' }), ''],
    [() => client.compareLive({ source: { amount: 75n } }, { accessToken: 't' }).next(), ''],
    [() => client.followTransaction({ id: 'one' }, { accessToken: 'one\ntwo' }).next(), 'MoonPay-Access-Token'],
  ]) {
    const done = outcome(call());
    await settle();
    const { failure } = await done;
    assert.ok(failure instanceof Problem, String(failure));
    assert.equal(failure.type, 'invalid-request');
    assert.equal(failure.retryable, false);
    assert.equal(failure.violations[0].field, field);
  }
  assert.equal(service.calls.length, 0);
});

test('an authorization that cannot be had is a problem, and is asked for again', async () => {
  const service = fakeService();
  const clock = fakeSystem();
  service.answer(() => Response.json({ assets: [] }));
  const cause = new TypeError('Failed to fetch');
  const tokens = [() => { throw cause; }, () => 'Bearer two'];
  const answer = outcome(moonconnect('https://api', { ...clock, authorization: () => tokens.shift()() }).listAssets());
  await clock.pass(60_000);
  assert.deepEqual(await answer, { value: { assets: [] } });
  assert.equal(service.last.init.headers.Authorization, 'Bearer two');
  const { failure } = await outcome(moonconnect('https://api', { tries: 1, authorization: () => Promise.reject(cause) }).listAssets());
  assert.equal(failure.type, 'authorization-failed');
  assert.equal(failure.cause, cause);
});

test('a signal ends a call that waits for its authorization', async () => {
  const service = fakeService();
  const stop = new AbortController();
  let ended = null;
  outcome(moonconnect('https://api', { authorization: () => new Promise(() => {}) }).listAssets({}, { signal: stop.signal }))
    .then(({ failure }) => { ended = failure; });
  stop.abort(new Error('enough'));
  await settle();
  assert.equal(ended?.message, 'enough');
  assert.equal(service.calls.length, 0);
});

test('where there are no keys, that is said', async () => {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'crypto');
  const without = [{}, { subtle: { generateKey: async () => { throw new DOMException('', 'NotSupportedError'); } } }];
  try {
    for (const value of without) {
      Object.defineProperty(globalThis, 'crypto', { configurable: true, value });
      const { failure } = await outcome(newKeys());
      assert.ok(failure instanceof Problem);
      assert.equal(failure.type, 'unsupported-environment');
    }
  } finally {
    if (before) Object.defineProperty(globalThis, 'crypto', before);
    else delete globalThis.crypto;
  }
});

test('what is not retryable is not repeated, and neither is what has to wait for long', async () => {
  const service = fakeService();
  const clock = fakeSystem();
  const client = moonconnect('https://api', clock);
  for (const [answer, type, waitMs] of [
    [problem(400, 'invalid-request', {}, false), 'invalid-request', undefined],
    [problem(429, 'too-many-requests', { 'Retry-After': '60' }), 'too-many-requests', 60_000],
  ]) {
    service.answer(answer);
    const { failure } = await outcome(client.listAssets());
    assert.ok(failure instanceof Problem);
    assert.equal(failure.type, type);
    assert.equal(failure.retryAfterMs, waitMs);
  }
  assert.equal(service.calls.length, 2);
});

test('a response without a problem is read by its status, and a Retry-After that is a date is understood', async () => {
  const service = fakeService();
  const clock = fakeSystem();
  const date = new Date(clock.system.wall() + 30_000).toUTCString();
  service.answer(() => new Response('<html>', { status: 502, headers: { 'Retry-After': date } }));
  const { failure } = await outcome(moonconnect('https://api', clock).listAssets({}, { tries: 1 }));
  assert.equal(failure.type, 'internal');
  assert.equal(failure.status, 502);
  assert.equal(failure.retryable, true);
  assert.ok(Math.abs(failure.retryAfterMs - 30_000) <= 1000);
});

test('a problem document of a proxy is read by its status', async () => {
  const service = fakeService();
  for (const [body, status, retryable] of [
    [{ type: 'about:blank', title: 'Service Unavailable' }, 503, true], [{ type: 'about:blank', title: 'Forbidden', status: 200 }, 403, false],
    [{ type: 1, retryable: true }, 400, false], [null, 500, true], [[], 404, false],
  ]) {
    service.answer(() => Response.json(body, { status }));
    const { failure } = await outcome(moonconnect('https://api', { tries: 1 }).listAssets());
    assert.equal(failure.status, status);
    assert.equal(failure.type, 'internal');
    assert.equal(failure.retryable, retryable);
  }
});

test('a Retry-After that is nothing or over is no pause that ends at once', async () => {
  const service = fakeService();
  const clock = fakeSystem(0);
  for (const header of ['soon', '0', new Date(clock.system.wall() - 60_000).toUTCString(), '']) {
    service.answer(problem(503, 'overloaded', { 'Retry-After': header }), () => Response.json({}));
    const before = service.calls.length;
    const answer = outcome(moonconnect('https://api', clock).listAssets());
    await clock.pass(249);
    assert.equal(service.calls.length, before + 1);
    await clock.pass(1);
    assert.deepEqual(await answer, { value: {} });
  }
});

test('a pause that is longer than a timer can wait does not end at once', () => {
  const { setTimeout: real } = globalThis;
  const waits = [];
  globalThis.setTimeout = (run, ms) => waits.push(ms);
  try {
    platform.after(3_000_000_000, () => {});
  } finally {
    globalThis.setTimeout = real;
  }
  assert.deepEqual(waits, [2 ** 31 - 1]);
});

test('a signal ends a call between two tries', async () => {
  const service = fakeService();
  const clock = fakeSystem();
  const stop = new AbortController();
  service.otherwise = 'unreachable';
  const answer = outcome(moonconnect('https://api', clock).listAssets({}, { signal: stop.signal }));
  await settle();
  stop.abort(new Error('enough'));
  assert.equal((await answer).failure.message, 'enough');
  await clock.pass(60_000);
  assert.equal(service.calls.length, 1);
});

test('an origin may end with a slash', async () => {
  const service = fakeService();
  service.answer(() => Response.json({}));
  await moonconnect('https://api/').listAssets();
  assert.equal(service.last.url, 'https://api/v1/assets');
});

test('path, query, body and headers are where the document has them', async () => {
  const service = fakeService();
  const client = moonconnect('https://api', { authorization: async () => 'Bearer jwt' });
  service.answer(() => new Response(null, { status: 204 }), () => Response.json({}), () => Response.json({}));
  assert.equal(await client.deletePaymentMethod({ id: 'a/b' }, { accessToken: 'token' }), undefined);
  await client.listTransactions({ startDate: '2026-11-01', limit: 5, cursor: undefined }, { accessToken: 'token', language: 'de', requestId: 'id' });
  await client.createSession({ externalCustomerId: 'c' });
  const [gone, list, session] = service.calls;
  assert.equal(gone.url, 'https://api/v1/payment-methods/a%2Fb');
  assert.equal(gone.init.method, 'DELETE');
  assert.equal(list.url, 'https://api/v1/transactions?startDate=2026-11-01&limit=5');
  assert.deepEqual(list.init.headers, {
    Accept: 'application/json', 'MoonPay-Access-Token': 'token', 'Accept-Language': 'de', 'X-Request-Id': 'id', Authorization: 'Bearer jwt',
  });
  assert.equal(list.init.credentials, 'omit');
  assert.equal(session.init.body, '{"externalCustomerId":"c"}');
  assert.equal(session.init.headers['Content-Type'], 'application/json');
});

test('notes have neither ids nor queries', async () => {
  const service = fakeService();
  const lines = [];
  service.otherwise = () => Response.json({});
  const client = moonconnect('https://api', { note: (line) => lines.push(line) });
  await client.getTransaction({ id: 'secret' }, { accessToken: 'token' });
  await client.listAssets({ code: 'USDC' });
  assert.deepEqual(lines, ['GET /v1/transactions/{id} →\u00a0200', 'GET /v1/assets →\u00a0200']);
});
