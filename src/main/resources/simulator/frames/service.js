// Asks the simulator on behalf of a frame.

/** What the simulator refused, by its code. */
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

/** By which MoonPay would know this browser again, as by a cookie; the reset frame forgets it. */
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
