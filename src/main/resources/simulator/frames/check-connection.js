import { parameters, runFrame } from './channel.js';
import { appKey, connectionError, sealed } from './credentials.js';
import { ask, browser } from './service.js';

runFrame(async (channel) => {
  const key = await appKey();
  const sessionToken = parameters.get('sessionToken');
  const skipKyc = parameters.get('skipKyc') === 'true';
  let result;
  try {
    result = await ask('check', { sessionToken, skipKyc, browser: browser.id });
  } catch (thrown) {
    throw connectionError(thrown);
  }
  channel.send('complete', await sealed(result, key));
});
