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
    const storage = storageOfThisSite();
    let id = storage?.getItem('browser');
    if (!id) {
      id = crypto.randomUUID();
      storage?.setItem('browser', id);
    }
    return id;
  },
  forget() {
    storageOfThisSite()?.removeItem('browser');
  },
};

/** Browsers may deny storage to a frame of another site than the page. Each frame is then a browser of its own. */
function storageOfThisSite() {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
