// Measures the time and CPU until the first response, and the memory then, of each command in turns; prints medians:
//   node deploy/bench/start.mjs 9 "prod=java -jar target/quarkus-app/quarkus-run.jar" "other=..."
// A command that begins with "java" uses the one of deploy/bench/java. A request is sent every 5 ms from the start of the process.
// MoonPay is not needed and does not run.
import { spawn, execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { get } from 'node:http';
import { delimiter, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const [rounds, ...commands] = process.argv.slice(2);
const key = `mck_${randomBytes(32).toString('base64url')}`;
const java = execFileSync(fileURLToPath(new URL('java', import.meta.url)), { encoding: 'utf8' }).trim();
const ticks = Number(execFileSync('getconf', ['CLK_TCK']));

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function answered(port) {
  return new Promise((resolve) => {
    const request = get(
      { port, host: '127.0.0.1', path: '/v1/disclosures', headers: { authorization: `ApiKey ${key}` } },
      (response) => { response.resume(); resolve(response.statusCode === 200); },
    );
    request.on('error', () => resolve(false));
  });
}

async function start(command) {
  const port = await freePort();
  const begin = performance.now();
  const [program, ...options] = command.split(' ');
  const service = spawn(program, options, {
    stdio: 'ignore',
    env: {
      ...process.env,
      PATH: `${dirname(java)}${delimiter}${process.env.PATH}`,
      MOONPAY_BASE_URL: 'http://127.0.0.1:1',
      MOONPAY_SECRET_KEY: 'sk_test_bench',
      MOONCONNECT_BACKEND_KEYS: `bench=${createHash('sha256').update(key).digest('hex')}`,
      QUARKUS_HTTP_PORT: port,
      QUARKUS_MANAGEMENT_PORT: await freePort(),
      QUARKUS_SHUTDOWN_DELAY: '0S',
    },
  });
  const ended = new Promise((resolve) => { service.on('exit', resolve); });
  while (!(await answered(port))) {
    if (service.exitCode !== null) throw new Error(`it ended: ${command}`);
    await new Promise((resolve) => { setTimeout(resolve, 5); });
  }
  const millis = performance.now() - begin;
  const stat = readFileSync(`/proc/${service.pid}/stat`, 'utf8').replace(/.*\) /, '').split(' ');
  const rss = readFileSync(`/proc/${service.pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)[1];
  service.kill();
  await ended;
  return { millis, cpu: ((Number(stat[11]) + Number(stat[12])) / ticks) * 1000, mebibytes: rss / 1024 };
}

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)].toFixed(0);

console.log(`java: ${execFileSync(java, ['--version'], { encoding: 'utf8' }).split('\n')[1]}`);
const runs = new Map(commands.map((command) => [command, []]));
for (let round = 0; round < Number(rounds); round += 1) {
  for (const [named, measured] of runs) {
    measured.push(await start(named.slice(named.indexOf('=') + 1)));
  }
}
for (const [named, measured] of runs) {
  const of = (field) => median(measured.map((run) => run[field]));
  console.log(`${named.split('=')[0].padEnd(12)} first answer ${of('millis')} ms, CPU ${of('cpu')} ms, RSS ${of('mebibytes')} MiB`);
}
