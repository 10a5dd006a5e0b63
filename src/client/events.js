/** An event that is longer than this is not one of the service's. */
const LONGEST_EVENT = 1_000_000;

/**
 * Reads server-sent events from text that comes in any pieces.
 * https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
 * @returns {(text: string) => { event: string, data: any }[]} takes the next piece; throws for data that is not JSON
 */
export function eventParser() {
  let begun = false;
  let afterCr = false;
  let rest = '';
  let event = '';
  /** @type {string[]} */
  let data = [];
  let length = 0;

  /** @param {number} by */
  function grow(by) {
    length += by;
    if (length > LONGEST_EVENT) throw new Error('An event is too long.');
  }

  return (piece) => {
    let text = piece;
    if (text !== '' && !begun) {
      begun = true;
      text = text.replace(/^\uFEFF/, '');
    }
    if (text === '') return [];
    // A CRLF that was cut in two.
    if (afterCr && text.startsWith('\n')) text = text.slice(1);
    afterCr = piece.endsWith('\r');
    const lines = (rest + text).split(/\r\n|\n|\r/);
    rest = lines.pop() ?? '';
    /** @type {{ event: string, data: any }[]} */
    const events = [];
    for (const line of lines) {
      grow(line.length);
      const [, field, value] = /** @type {RegExpExecArray} */ (/^([^:]*)(?::[ ]?(.*))?$/s.exec(line));
      if (line === '') {
        if (data.length > 0) events.push({ event: event || 'message', data: JSON.parse(data.join('\n')) });
        event = '';
        data = [];
        length = 0;
      } else if (field === 'event') event = value ?? '';
      else if (field === 'data') data.push(value ?? '');
    }
    grow(rest.length);
    length -= rest.length;
    return events;
  };
}
