/** Ethereum's hash: SHA-3 as it was before the standard changed its padding, which browsers do not have. */

const BLOCK = 136;
const LANE = 64n;
const MASK = (1n << LANE) - 1n;
const ROTATIONS = [1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44];
const TARGETS = [10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1];

/** @param {string} text of ASCII, shorter than a block @returns {string} in hexadecimal digits */
export function keccak256(text) {
  const block = new DataView(new ArrayBuffer(BLOCK));
  [...text].forEach((letter, at) => block.setUint8(at, letter.charCodeAt(0)));
  block.setUint8(text.length, 1);
  block.setUint8(BLOCK - 1, block.getUint8(BLOCK - 1) | 0x80);
  const state = Array.from({ length: 25 }, (_, lane) => (lane < BLOCK / 8 ? block.getBigUint64(lane * 8, true) : 0n));
  permute(state);
  const hash = new DataView(new ArrayBuffer(32));
  state.slice(0, 4).forEach((lane, at) => hash.setBigUint64(at * 8, lane, true));
  return Array.from(new Uint8Array(hash.buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** @param {bigint} lane @param {number} by */
const rotated = (lane, by) => ((lane << BigInt(by)) | (lane >> (LANE - BigInt(by)))) & MASK;

/** @param {bigint[]} state */
function permute(state) {
  let feedback = 1;
  for (let round = 0; round < 24; round += 1) {
    const parity = [0, 1, 2, 3, 4].map((column) => state.reduce((sum, lane, at) => (at % 5 === column ? sum ^ lane : sum), 0n));
    state.forEach((lane, at) => { state[at] = lane ^ parity[(at + 4) % 5] ^ rotated(parity[(at + 1) % 5], 1); });
    TARGETS.reduce((moved, target, at) => {
      const next = state[target];
      state[target] = rotated(moved, ROTATIONS[at]);
      return next;
    }, state[1]);
    const before = [...state];
    before.forEach((lane, at) => {
      const row = at - (at % 5);
      state[at] = lane ^ (~before[row + ((at + 1) % 5)] & MASK & before[row + ((at + 2) % 5)]);
    });
    for (let bit = 0; bit <= 6; bit += 1) {
      if (feedback & 1) state[0] ^= 1n << ((1n << BigInt(bit)) - 1n);
      feedback = (feedback << 1) ^ ((feedback >> 7) * 0x171);
    }
  }
}
