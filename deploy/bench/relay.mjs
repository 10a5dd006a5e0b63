// A network between clients and a server on this machine: node relay.mjs <port of the server> <milliseconds one way> <ports>
// Listens on as many ports of the loopback interface, prints them in its first line, and later a line per opened and closed
// connection: what, port, number, milliseconds since 1970. Bytes, ends and resets arrive in order, the given time later. A new
// connection takes a round trip more: as the client's kernel connects at once, what it sends first is held for so long.
import { createServer, Socket } from 'node:net';

const [serverPort, oneWay, ports] = process.argv.slice(2).map(Number);
const ROUND_TRIP = 2 * oneWay;
const MOST_BYTES = 16 * 1024 * 1024;
// Timers of Node.js have a resolution of a millisecond; the rest is waited for in the event loop.
const TIMER_RESOLUTION = 1.5;

/** What is on its way in one direction of a connection. */
class Direction {
  #items = [];
  #bytes = 0;
  #waiting = false;

  constructor(from, to, earliest = 0, first = undefined) {
    this.from = from;
    this.to = to;
    this.earliest = earliest;
    if (first) this.#send(first);
    from.on('data', (chunk) => this.#send(() => this.#write(chunk), chunk.length));
    from.on('end', () => this.#send(() => to.end()));
    from.on('error', () => this.#send(() => to.resetAndDestroy()));
  }

  #send(arrive, bytes = 0) {
    this.#items.push({ due: Math.max(this.earliest, performance.now() + oneWay), arrive, bytes });
    this.#bytes += bytes;
    if (this.#bytes > MOST_BYTES) this.from.pause();
    if (!this.#waiting) this.#wait();
  }

  #wait() {
    this.#waiting = true;
    const left = this.#items[0].due - performance.now();
    if (left > TIMER_RESOLUTION) setTimeout(() => this.#arrive(), left - TIMER_RESOLUTION);
    else setImmediate(() => this.#arrive());
  }

  #write(chunk) {
    return this.to.destroyed || this.to.write(chunk);
  }

  #arrive() {
    while (this.#items.length > 0 && this.#items[0].due <= performance.now()) {
      const { arrive, bytes } = this.#items.shift();
      this.#bytes -= bytes;
      if (arrive() === false) {
        this.#continueWithoutBacklog();
        return;
      }
    }
    if (this.#bytes <= MOST_BYTES) this.from.resume();
    this.#waiting = this.#items.length > 0;
    if (this.#waiting) this.#wait();
  }

  #continueWithoutBacklog() {
    const proceed = () => {
      this.to.off('drain', proceed).off('close', proceed);
      this.#arrive();
    };
    this.to.on('drain', proceed).on('close', proceed);
  }
}

let opened = 0;

function relay(client, port) {
  const number = opened += 1;
  const server = new Socket({ allowHalfOpen: true });
  client.setNoDelay();
  server.setNoDelay();
  console.log(`open ${port} ${number} ${Date.now()}`);
  client.on('close', () => console.log(`close ${port} ${number} ${Date.now()}`));
  new Direction(client, server, performance.now() + ROUND_TRIP + oneWay, () => { server.connect(serverPort, '127.0.0.1'); });
  new Direction(server, client);
}

const listening = await Promise.all(Array.from({ length: ports }, () => new Promise((resolve) => {
  const listener = createServer({ allowHalfOpen: true }, (client) => relay(client, listener.address().port));
  listener.listen(0, '127.0.0.1', () => resolve(listener.address().port));
})));
console.log(listening.join(' '));
