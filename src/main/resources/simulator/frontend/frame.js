/** One of MoonPay's frames in the page, up to its outcome. */
import { openFrame } from 'moonconnect-client/frames';
import { frameNote } from './log.js';
import { frameProblem } from './problems.js';

/**
 * @param {'check-connection' | 'connect'} name
 * @param {{ origin: string, parameters: any, into: HTMLElement, title: string, className: string }} options
 * @returns {{ outcome: Promise<any>, leave: () => void }} `leave` closes it; its outcome is null then
 */
export function untilComplete(name, options) {
  let leave = () => {};
  const outcome = new Promise((resolve, reject) => {
    const end = (settle) => { frame.close(); settle(); };
    leave = () => end(() => resolve(null));
    const frame = openFrame(name, {
      ...options, note: frameNote,
      on: {
        complete: (payload) => end(() => resolve(payload)),
        error: (/** @type {any} */ error) => end(() => reject(frameProblem(error))),
        unloaded: () => end(() => reject(frameProblem(null))),
      },
    });
  });
  return { outcome, leave };
}
