// Serves the fixed responses of another server, 50 ms later: node slow-upstream.mjs <its port> <the other's port>
import { createServer } from 'node:http';

const [port, other] = process.argv.slice(2).map(Number);
const DELAY_MILLIS = 50;
const answers = new Map();
for (const [method, path] of [
  ['POST', '/platform/v1/sessions'], ['GET', '/platform/v1/payment-methods'], ['POST', '/platform/v1/quotes/buy'],
]) {
  answers.set(path, await (await fetch(`http://127.0.0.1:${other}${path}`, { method })).text());
}

createServer({ keepAliveTimeout: 600_000 }, (request, response) => {
  request.resume();
  const answer = answers.get(request.url);
  setTimeout(() => {
    response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' });
    response.end(answer ?? '{}');
  }, DELAY_MILLIS);
}).listen(port, '127.0.0.1');
