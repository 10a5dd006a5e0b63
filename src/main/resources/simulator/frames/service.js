// Calls the simulator for a frame.

/** A rejection by the simulator, with its code. */
export class Refused extends Error {}

export async function ask(call, body) {
  const answer = await fetch(`/frames/calls/${call}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  const result = await answer.json();
  if (!answer.ok) {
    throw new Refused(result.message);
  }
  return result;
}

/** Identifies this browser, as MoonPay's cookie does; the reset frame removes it. */
export const browser = {
  get id() {
    let id = localStorage.getItem('browser');
    if (!id) {
      id = crypto.randomUUID();
      localStorage.setItem('browser', id);
    }
    return id;
  },
  forget() {
    localStorage.removeItem('browser');
  },
};
