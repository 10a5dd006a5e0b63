/**
 * Whether an address can receive an asset: by the form of its network, and by the checksum where the network has one. A host must
 * check the same before it asks for a price: what is sent to a mistyped address is lost, and a quote may be given for it nevertheless.
 */
import { base58, versionOf } from './base58.js';
import { isBech32 } from './bech32.js';
import { keccak256 } from './keccak.js';

const BITCOIN_DIGITS = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const XRP_DIGITS = 'rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz';
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** Of addresses of keys and scripts; the last two are those of the test network. */
const BITCOIN_VERSIONS = [0, 5, 111, 196];

/**
 * @typedef {object} Network
 * @property {string} name
 * @property {string} example for tests: a wallet without an owner
 * @property {(text: string) => boolean | Promise<boolean>} has whether the address is one of the network, or of its test network
 */

/** @type {Record<string, Network>} */
const NETWORKS = {
  ethereum: { name: 'Ethereum', example: '0x52908400098527886E0F7030069857D2E4169EE7', has: isEthereum },
  bitcoin: {
    name: 'Bitcoin', example: 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4',
    has: async (text) => isBech32(text) || BITCOIN_VERSIONS.includes(await versionOf(text, BITCOIN_DIGITS)),
  },
  // A public key, without a checksum.
  solana: { name: 'Solana', example: '4fYNw3dojWmQ4dXtSGE9epjRGy9pFSx62YypT7avPYvA', has: (text) => text.length <= 44 && base58(text, BITCOIN_DIGITS)?.length === 32 },
  xrp: { name: 'XRP Ledger', example: 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh', has: async (text) => (await versionOf(text, XRP_DIGITS)) === 0 },
  stellar: { name: 'Stellar', example: 'GAAZI4TCR3TY5OJHCTJC2A4QSY6CJWJH5IAJTGKIN2ER7LBNVKOCCWN7', has: isStellar },
};

/** Of assets whose entry in the list names no chain. */
const BY_CODE = { BTC: 'bitcoin', ETH: 'ethereum', SOL: 'solana', USDC: 'ethereum', USDC_SOL: 'solana', USDT: 'ethereum', DAI: 'ethereum', XRP: 'xrp', XLM: 'stellar' };
/** By the namespace of CAIP-2, or by the whole chain where a namespace has chains with other addresses. */
const BY_CHAIN = { eip155: 'ethereum', solana: 'solana', stellar: 'stellar', xrpl: 'xrp', 'bip122:000000000019d6689c085ae165831e93': 'bitcoin' };

/**
 * By the chain that the list of assets names. The same code exists on several chains, so it counts only if the list names none.
 * @param {{ code?: string, caip19?: string | null }} asset
 * @returns {Network | undefined} undefined if this page does not know it
 */
export function networkOf({ code, caip19 }) {
  const chain = caip19?.split('/')[0];
  return NETWORKS[chain ? BY_CHAIN[chain.split(':')[0]] ?? BY_CHAIN[chain] : BY_CODE[code?.toUpperCase() ?? '']];
}

/** @param {string} text @returns {boolean} whether it is one of the examples, as opposed to what a customer has typed */
export function isExample(text) {
  return Object.values(NETWORKS).some(({ example }) => example === text);
}

/** EIP-55: the case of the letters is the checksum; an address in one case has none. */
function isEthereum(text) {
  if (!/^0x[0-9a-fA-F]{40}$/.test(text)) return false;
  const digits = text.slice(2);
  const lower = digits.toLowerCase();
  const hash = keccak256(lower);
  return [lower, digits.toUpperCase()].includes(digits)
    || [...lower].every((digit, at) => (hash[at] >= '8' ? digit.toUpperCase() : digit) === digits[at]);
}

/** A base32 text of version, key and CRC-16, low byte first. */
function isStellar(text) {
  if (!/^G[A-Z2-7]{55}$/.test(text)) return false;
  const bits = [...text].map((digit) => BASE32.indexOf(digit).toString(2).padStart(5, '0')).join('');
  const bytes = (bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2));
  const [low, high] = bytes.splice(-2);
  return bytes.reduce(crc16, 0) === low + 256 * high;
}

function crc16(sum, byte) {
  let next = sum ^ (byte << 8);
  for (let bit = 0; bit < 8; bit += 1) next = ((next << 1) ^ (next & 0x8000 ? 0x1021 : 0)) & 0xffff;
  return next;
}
