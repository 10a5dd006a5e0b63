// The table of distance.sh: node distance-report.mjs <calls> <nginx's log> <the relay's log> <milliseconds one way>
// <name=port of the relay ...>
// Ends with 1 where a call failed.
import { readFileSync } from 'node:fs';

const [calls, requests, connections] = process.argv.slice(2, 5).map((file) => readFileSync(file, 'utf8').trim().split('\n'));
const oneWay = Number(process.argv[5]);
const servers = process.argv.slice(6).map((server) => server.split('=')).map(([name, port]) => ({ name, port }));

const ROUNDS = { session: 1, 'payment methods': 1, 'comparison, methods known': 1, comparison: 2, quote: 1 };

const lines = calls.map((line) => JSON.parse(line));
const answered = lines.filter((line) => line.kind);
const phases = lines.filter((line) => line.begin)
  .map((line, at, all) => ({ name: line.begin, from: line.at, to: all[at + 1]?.at }));

// The client is ready no earlier than one way after nginx accepted the connection and sent its part of the handshake.
const upstream = requests.filter(Boolean).map((line) => {
  const [msec, host, connection, , age, , reused, , protocol, , uri, ...authorization] = line.split(' ');
  const [logged, accepted] = [Number(msec) * 1000, (Number(msec) - Number(age)) * 1000];
  const token = authorization[0] === 'Bearer' ? authorization[1] : '';
  return {
    port: host.split(':').pop(), connection, token, uri, protocol, logged, accepted,
    ready: accepted + oneWay, resumed: reused === 'r',
  };
});

const opened = new Map();
for (const [what, port, number, at] of connections.slice(1).map((line) => line.split(' '))) {
  if (what === 'open') opened.set(number, { port, opened: Number(at), closed: Infinity });
  else opened.get(number).closed = Number(at);
}

function percentile(sorted, share) {
  return sorted.length === 0 ? NaN : sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

function percentiles(some) {
  const sorted = some.filter((line) => !line.error).map((line) => line.millis).sort((a, b) => a - b);
  return [0.5, 0.95, 0.99].map((share) => percentile(sorted, share));
}

const bare = answered.filter((line) => line.kind === 'round trip');
const [roundTrip] = percentiles(bare);
const millis = (value) => (Number.isNaN(value) ? '-' : value.toFixed(1));

// A request waited for a handshake where its connection was not ready when it could have left: when the customer's call came,
// or, for the quotes of a comparison, when the payment methods had come back.
function markWaiting(call, { port }) {
  const own = upstream.filter((request) => request.port === port && request.token === call.token
    && request.logged >= call.start && request.logged <= call.end);
  const methods = own.find((request) => request.uri.endsWith('/payment-methods'));
  for (const request of own) {
    const due = methods && request !== methods ? methods.logged + oneWay : call.start;
    request.waited = request.ready > due;
  }
  call.waited = own.some((request) => request.waited);
}

for (const server of servers) {
  for (const call of answered.filter((line) => line.server === server.name)) markWaiting(call, server);
}

function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => String(row[column]).length)));
  const names = 2;
  for (const row of rows) {
    const cells = row.map((cell, column) => (
      column < names ? String(cell).padEnd(widths[column]) : String(cell).padStart(widths[column])));
    console.log(cells.join('  '));
  }
}

function callRows(phase, kind) {
  const floor = ROUNDS[kind] * roundTrip;
  return servers.flatMap(({ name }) => {
    const own = answered.filter((line) => line.phase === phase && line.kind === kind && line.server === name);
    if (own.length === 0) return [];
    const waited = own.filter((call) => call.waited).length;
    const [p50, p95, p99] = percentiles(own);
    const errors = own.filter((call) => call.error).length;
    return [[kind, name, own.length, errors, ...[p50, p95, p99, floor].map(millis), (p50 / floor).toFixed(2), waited]];
  });
}

function mostAtOnce(some, { from, to }) {
  const counts = [from, ...some.map((one) => one.opened)].filter((at) => at >= from && at < to)
    .map((at) => some.filter((one) => one.opened <= at && one.closed > at).length);
  return Math.max(0, ...counts);
}

function connectionRow(phase, { name, port }) {
  const within = (at) => at >= phase.from && at < phase.to;
  const own = [...opened.values()].filter((one) => one.port === port);
  const made = own.filter((one) => within(one.opened)).length;
  const sent = upstream.filter((request) => request.port === port && within(request.logged));
  const fresh = new Map(sent.filter((request) => within(request.accepted)).map((request) => [request.connection, request]));
  const forCall = new Set(sent.filter((request) => request.waited).map((request) => request.connection)).size;
  const background = Math.max(0, made - forCall);
  const resumed = [...fresh.values()].filter((request) => request.resumed).length;
  const protocols = [...new Set(sent.map((request) => request.protocol))].join('+') || '-';
  const perMinute = (background * 60_000 / (phase.to - phase.from)).toFixed(1);
  return [phase.name, name, sent.length, made, mostAtOnce(own, phase), forCall, background, perMinute, resumed, protocols];
}

const [p50, p95, p99] = percentiles(bare).map(millis);
console.log(`\nround trip of a bare client with a kept connection, ms: p50 ${p50}, p95 ${p95}, p99 ${p99} (${bare.length})\n`);
const HEADING = ['server', 'calls', 'errors', 'p50', 'p95', 'p99', 'floor', 'p50/floor', 'waited for a handshake'];
const atOnce = callRows('crowd', 'comparison');
table([
  ['journeys', ...HEADING], ...Object.keys(ROUNDS).flatMap((kind) => callRows('journeys', kind)),
  ...(atOnce.length > 0 ? [['20 at once after silence', ...HEADING], ...atOnce] : []),
]);
console.log();
table([
  ['at the upstream', 'server', 'requests', 'connections opened', 'most at once', 'for a call', 'in the background', 'a minute',
    'resumed', 'protocol'],
  ...phases.filter((phase) => phase.name === 'journeys' || (phase.name === 'crowd' && atOnce.length > 0))
    .flatMap((phase) => servers.map((server) => connectionRow(phase, server))),
]);

const failed = answered.filter((line) => line.error);
for (const line of failed.slice(0, 10)) console.error(`${line.phase}, ${line.server}, ${line.kind}: ${line.error}`);
if (failed.length > 0) {
  console.error(`${failed.length} calls failed`);
  process.exitCode = 1;
}
