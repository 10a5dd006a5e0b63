/** The connection was lost while events were read. */
export class BrokenOff extends Error {}

/**
 * Reads server-sent events from a `fetch` response, because `EventSource` can neither post nor set headers.
 * https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
 *
 * @param {Response} response
 * @returns {AsyncGenerator<any, void, void>} each event as `{ event, data }`, its data read as JSON
 */
export async function* events(response) {
  if (!response.body) return;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = '';
  let event = '';
  /** @type {string[]} */
  let data = [];
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(brokenOff);
      if (done) return; // An event without a final empty line is incomplete.
      buffer += value;
      // A CR at the very end may be half of a CRLF.
      const lines = buffer.split(/\r\n|\n|\r(?!$)/);
      buffer = lines.pop() ?? '';
      for (const line of lines) {
        if (line === '') {
          if (data.length > 0) yield { event: event || 'message', data: JSON.parse(data.join('\n')) };
          event = '';
          data = [];
          continue;
        }
        const colon = line.indexOf(':');
        const field = colon < 0 ? line : line.slice(0, colon);
        const text = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
        if (field === 'event') event = text;
        else if (field === 'data') data.push(text);
      }
    }
  } finally {
    reader.cancel().catch(() => {}); // Closes the connection when the reader stops.
  }
}

/** @param {unknown} cause @returns {never} */
function brokenOff(cause) {
  throw new BrokenOff('The stream of events broke off.', { cause });
}
