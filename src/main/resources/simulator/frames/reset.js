import { runFrame } from './channel.js';
import { ask, browser } from './service.js';

runFrame(async (channel) => {
  await ask('reset', { browser: browser.id });
  browser.forget();
  channel.send('complete');
});
