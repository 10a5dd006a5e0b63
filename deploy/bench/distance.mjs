// Customers of distance.sh: node distance.mjs <port of the relay for a bare client> <name=port ...>
// The environment has the times; the last lines of distance.sh say which. Prints a line of JSON per call and per phase.
import { Agent, request as plain } from 'node:http';
import { Agent as TlsAgent, request as overTls } from 'node:https';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const [barePort, ...named] = process.argv.slice(2);
const servers = named.map((server) => server.split('=')).map(([name, port]) => ({ name, port }));
const option = (name) => Number(process.env[`BENCH_${name}`]);
const JOURNEYS = option('SECONDS');
const WARM_UP = option('WARM_UP');
const INTERVAL = option('INTERVAL');
const SCALE = option('PAUSES');
const [BEFORE_METHODS, BEFORE_COMPARISON, BEFORE_QUOTE, BEFORE_LAST_QUOTE] = [4, 6, 9, 12].map((pause) => pause * SCALE);
const JOURNEY = BEFORE_METHODS + BEFORE_COMPARISON + BEFORE_QUOTE + BEFORE_LAST_QUOTE;
const WARM_UP_INTERVAL = 0.2;
const CROWD = 20;
const ROUND_TRIP_EVERY = 0.5;
const RESPONSE_TIMEOUT = 30_000;
const purchase = process.env.BENCH_PURCHASE;

let phase = 'warm-up';
let customers = 0;
const print = (line) => console.log(JSON.stringify(line));
const seconds = (duration) => sleep(duration * 1000);

function exchange(send, options, body, agent) {
  return new Promise((resolve, reject) => {
    const sent = send({ method: 'GET', host: '127.0.0.1', agent, timeout: RESPONSE_TIMEOUT, ...options }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        if (response.statusCode >= 200 && response.statusCode < 300) resolve(text);
        else reject(new Error(`status ${response.statusCode}: ${text.slice(0, 300)}`));
      });
    });
    sent.on('error', reject);
    sent.on('timeout', () => sent.destroy(new Error('no response')));
    sent.end(body);
  });
}

async function timed(server, kind, token, respond, complete = () => true) {
  const line = { phase, server, kind, token, start: Date.now() };
  const begin = performance.now();
  try {
    const text = await respond();
    line.millis = performance.now() - begin;
    if (!complete(text)) line.error = `incomplete: ${text.slice(0, 300)}`;
  } catch (error) {
    line.millis = performance.now() - begin;
    line.error = error.message;
  }
  line.end = Date.now();
  print(line);
}

function call({ name, port }, kind, token, method, path, body) {
  const headers = { authorization: `ApiKey ${process.env.BENCH_API_KEY}` };
  if (token) headers['moonpay-access-token'] = token;
  if (body) Object.assign(headers, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  // Each call has a connection of its own to the service, as from a gateway with many.
  const respond = () => exchange(plain, { port, method, path, headers }, body, new Agent());
  return timed(name, kind, token, respond, (text) => !kind.startsWith('comparison') || JSON.parse(text).quotes.length === 4);
}

const quote = (server, token) => call(server, 'quote', token, 'POST', '/v1/quotes', purchase);
const compare = (server, kind, token) => call(server, kind, token, 'POST', '/v1/quotes/compare', purchase);
const createSession = (server, customer) => call(server, 'session', '', 'POST', '/v1/sessions',
  JSON.stringify({ externalCustomerId: customer, deviceIp: '81.2.69.160' }));
const newCustomer = () => `bench-${process.pid}-${customers += 1}`;

// The comparison is that of the customer whose methods have just been asked for, and in every second journey that of a new one.
async function journey(server, number) {
  const customer = newCustomer();
  await createSession(server, customer);
  await seconds(BEFORE_METHODS);
  await call(server, 'payment methods', customer, 'GET', '/v1/payment-methods');
  await seconds(BEFORE_COMPARISON);
  if (number % 2 === 0) await compare(server, 'comparison, methods known', customer);
  else await compare(server, 'comparison', newCustomer());
  await seconds(BEFORE_QUOTE);
  await quote(server, customer);
  await seconds(BEFORE_LAST_QUOTE);
  await quote(server, customer);
}

// Starts a journey in every interval with each server, which take turns within the interval.
async function journeys(duration, interval) {
  const begin = performance.now();
  const underWay = [];
  for (let number = 0; number === 0 || number * interval < duration; number += 1) {
    for (const [turn, server] of servers.entries()) {
      const due = begin + (number + turn / servers.length) * interval * 1000;
      await sleep(Math.max(0, due - performance.now()));
      underWay.push(journey(server, number));
    }
  }
  await Promise.all(underWay);
}

async function roundTrips(stop) {
  const agent = new TlsAgent({ keepAlive: true, maxSockets: 1 });
  const options = {
    port: barePort, path: '/platform/v1/payment-methods', ca: readFileSync(process.env.BENCH_CA), servername: 'localhost',
  };
  const respond = () => exchange(overTls, options, undefined, agent);
  await respond();
  while (!stop.aborted) {
    await timed('bare', 'round trip', '', respond);
    await seconds(ROUND_TRIP_EVERY);
  }
  agent.destroy();
}

function begin(name) {
  phase = name;
  print({ begin: name, at: Date.now() });
}

begin('warm-up');
for (const server of servers) await createSession(server, newCustomer());
await journeys(Math.max(0, WARM_UP - JOURNEY), WARM_UP_INTERVAL);
await seconds(BEFORE_LAST_QUOTE);
begin('journeys');
const stop = new AbortController();
const measuring = roundTrips(stop.signal);
await journeys(JOURNEYS, INTERVAL);
begin('crowd');
for (let round = 0; round < option('CROWDS'); round += 1) {
  await seconds(option('SILENCE'));
  for (const server of servers) {
    await Promise.all(Array.from({ length: CROWD }, () => compare(server, 'comparison', newCustomer())));
    await seconds(1);
  }
}
begin('end');
stop.abort();
await measuring;
