// Opens streams of quotes and keeps them open: node streams.mjs <port> <API key> <body> <number>. Ends with its standard input.
import { Agent, request } from 'node:http';

const [port, key, body, count] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true });
const AT_ONCE = 100;
let opened = 0;
let closed = 0;

function open(number) {
  return new Promise((resolve, reject) => {
    const stream = request({
      agent, port, host: '127.0.0.1', method: 'POST', path: '/v1/quotes/stream',
      headers: {
        authorization: `ApiKey ${key}`, 'content-type': 'application/json', 'moonpay-access-token': `bench-${number}`,
      },
    }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`status ${response.statusCode}`));
      response.once('data', resolve);
      response.on('data', () => {});
      response.on('close', () => { closed += 1; });
    });
    stream.on('error', reject);
    stream.end(body);
  });
}

async function openSome() {
  while (opened < Number(count)) {
    opened += 1;
    await open(opened);
  }
}

await Promise.all(Array.from({ length: AT_ONCE }, openSome));
console.log(`open=${opened} closed=${closed}`);
process.stdin.resume().on('end', () => {
  console.log(`open=${opened} closed=${closed}`);
  process.exit();
});
