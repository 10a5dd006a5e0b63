import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventParser } from '../events.js';

const STREAM = '\uFEFFevent: quote\n: a comment\nid: 1\ndata: {"text":"Grüße 🚀",\ndata:"n":1}\n\n'
  + ':heartbeat\nevent:bye\ndata: {"reason":"max-life"}\nunknown: field\nretry\n\n';
const EVENTS = [{ event: 'quote', data: { text: 'Grüße 🚀', n: 1 } }, { event: 'bye', data: { reason: 'max-life' } }];

const read = (pieces) => {
  const parse = eventParser();
  return pieces.flatMap((piece) => parse(piece));
};

for (const [name, end] of [['LF', '\n'], ['CRLF', '\r\n'], ['CR', '\r']]) {
  const bytes = new TextEncoder().encode(STREAM.replaceAll('\n', end));
  const cut = (...places) => {
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    return [0, ...places].map((from, index) => decoder.decode(bytes.slice(from, places[index] ?? bytes.length), { stream: true }));
  };

  test(`a stream with ${name} that is cut at any byte gives the same events`, () => {
    assert.deepEqual(read(cut()), EVENTS);
    for (let place = 0; place <= bytes.length; place += 1) assert.deepEqual(read(cut(place)), EVENTS, `cut at ${place}`);
  });

  test(`a stream with ${name} that comes byte by byte gives the same events`, () => {
    assert.deepEqual(read(cut(...bytes.keys())), EVENTS);
  });
}

test('an event ends with its empty line, also if a CR might be half of a CRLF', () => {
  assert.equal(read(['data: 1\r\n\r']).length, 1);
  assert.equal(read(['data: 1\r\n\r', '\n', 'data: 2\r\n\r\n']).length, 2);
});

test('an event without a name is a message, one without data none, and one without an end incomplete', () => {
  assert.deepEqual(read(['data: 1\n\nevent: quote\n\ndata: 2\n']), [{ event: 'message', data: 1 }]);
});

test('only one space after the colon, and only one byte order mark, are taken away', () => {
  assert.deepEqual(read(['data: "a"\ndata:   \n\n']), [{ event: 'message', data: 'a' }]);
  assert.deepEqual(read(['\uFEFF\uFEFFdata: 1\n\ndata: 2\n\n']), [{ event: 'message', data: 2 }]);
});

test('many events in one piece are no event that is too long, and one in many pieces is', () => {
  const event = `data: "${'x'.repeat(1000)}"\n\n`;
  assert.equal(read([event.repeat(2000)]).length, 2000);
  assert.throws(() => read([`data: 1\n\n${'data: x\n'.repeat(90_000)}`, 'data: x\n'.repeat(90_000)]));
  assert.throws(() => read([`data: "${'x'.repeat(1_000_000)}"\n\n`]));
});

test('an endless event and data that are not JSON are refused', () => {
  assert.throws(() => read(Array(1100).fill('data: '.padEnd(1000, 'x'))));
  assert.throws(() => read(['data: {\n\n']));
});
