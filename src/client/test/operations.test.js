import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { moonconnect } from '../index.js';
import { fakeService, fakeSystem, settle } from './fakes.js';

const DOCUMENT = readFileSync(new URL('../../main/resources/META-INF/openapi.yaml', import.meta.url), 'utf8');
/** Methods that are not named as their operations. */
const STREAMS = { streamQuotes: 'compareLive', streamTransaction: 'followTransaction' };
/** What gives a header its value. */
const OPTIONS = { 'X-Request-Id': 'requestId', 'MoonPay-Access-Token': 'accessToken', 'MoonPay-Consent-Token': 'consentToken', 'Accept-Language': 'language' };
/** MoonPay's to call. */
const NOT_FOR_CALLERS = ['takeWebhook'];

/** The text below a line, as far as it is indented more. */
function below(text, line) {
  const indent = /^ */.exec(line)[0].length;
  const lines = text.slice(text.indexOf(`\n${line}\n`) + line.length + 2).split('\n');
  const end = lines.findIndex((each) => each.trim() !== '' && /^ */.exec(each)[0].length <= indent);
  return lines.slice(0, end < 0 ? undefined : end).join('\n');
}

/** The names of the parameters at a place (`query`, `header`) of an operation, or all of them. */
function parameters(operation, place) {
  const list = below(`\n${operation}`, '      parameters:').split(/^ {8}- /m).slice(1);
  return list.map((each) => {
    const [, shared] = /^\$ref: "#\/components\/parameters\/(\w+)"/.exec(each) ?? [];
    return shared ? below(DOCUMENT.slice(DOCUMENT.indexOf('\n  parameters:\n')), `    ${shared}:`) : each;
  }).filter((each) => new RegExp(`in: ${place}$`, 'm').test(each)).map((each) => /name: (\S+)$/m.exec(each)[1]);
}

const OPERATIONS = [...below(DOCUMENT, 'paths:').matchAll(/^ {2}(\/\S+):$/gm)].flatMap(([line, path]) => {
  const ofPath = below(DOCUMENT, line);
  return [...ofPath.matchAll(/^ {4}(get|post|put|patch|delete):$/gm)].map(([of, method]) => {
    const operation = below(`\n${ofPath}`, of);
    const name = /^ {6}operationId: (\w+)$/m.exec(operation)[1];
    const [query, headers] = ['query', 'header'].map((place) => parameters(operation, place));
    return { name, method: method.toUpperCase(), path, query, headers, body: /^ {6}requestBody:$/m.test(operation) };
  });
});

test('the operations of the document are found', () => {
  assert.equal(OPERATIONS.length, DOCUMENT.match(/operationId:/g).length);
  assert.deepEqual(OPERATIONS.find(({ name }) => name === 'submitCustomerKyc'), {
    name: 'submitCustomerKyc', method: 'PATCH', path: '/v1/customers/me/kyc',
    query: ['externalCustomerId', 'customerId'], headers: ['X-Request-Id'], body: true,
  });
});

for (const { name, method, path, query, headers, body } of OPERATIONS.filter((each) => !NOT_FOR_CALLERS.includes(each.name))) {
  test(`${name} has a method, which sends parameters and body to where the document has them`, async () => {
    const service = fakeService();
    service.otherwise = () => Response.json({});
    const input = { id: 'one', ...Object.fromEntries(query.map((each) => [each, `of ${each}`])), ...(body ? { inBody: 1 } : {}) };
    const options = Object.fromEntries(headers.map((header) => [OPTIONS[header], 'o']));
    if (!path.includes('{id}')) delete input.id;
    const called = moonconnect('https://api', fakeSystem())[STREAMS[name] ?? name](input, options);
    if (name in STREAMS) called.next();
    await settle();
    const { url, init } = service.last;
    assert.equal(init.method, method);
    assert.equal(url.split('?')[0], `https://api${path.replace('{id}', 'one')}`);
    assert.deepEqual([...new URL(url).searchParams], query.map((each) => [each, `of ${each}`]));
    assert.equal(init.body, body ? '{"inBody":1}' : undefined);
    assert.deepEqual(Object.keys(init.headers).sort(), ['Accept', ...(body ? ['Content-Type'] : []), ...headers].sort());
  });
}

test('the client has no other methods', () => {
  const names = OPERATIONS.map(({ name }) => name).filter((name) => !NOT_FOR_CALLERS.includes(name)).map((name) => STREAMS[name] ?? name);
  assert.deepEqual(Object.keys(moonconnect('https://api')).sort(), [...names, 'shown'].sort());
});
