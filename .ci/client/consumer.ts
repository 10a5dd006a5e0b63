/** A project that has installed the package: its types are checked from here, and it runs against the demo. */
import { compareAmounts, moonconnect, Problem, type QuoteStreamEvent, type Schemas } from 'moonconnect-client';
import { openFrame, type FrameHandlers } from 'moonconnect-client/frames';

declare const process: { env: Record<string, string>; exit(code: number): never };

const { SERVICE, SIMULATOR } = process.env;
const api = moonconnect(SERVICE);

function must(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(what);
}

const session: Schemas['Session'] = await api.createSession({ externalCustomerId: 'cust-ny' });
// The simulator acts for frame and customer.
const frame = await (await fetch(`${SIMULATOR}/simulator/connections?credentials=true&sessionToken=${session.sessionToken}`)).json();
const accessToken: string = frame.credentials.accessToken;
const requirements = await api.getConnectionRequirements({ status: frame.status, capabilities: frame.capabilities });
must(requirements.nextStep === 'proceed', 'the next step');

const { methods } = await api.listPaymentMethods({ currency: 'USD' }, { accessToken });
const card = methods.find(({ kind, usable }) => kind === 'stored' && usable)?.method;
must(card !== undefined, 'a stored card');
const purchase = {
  source: { asset: { code: 'USD' }, amount: '75.00' },
  destination: { asset: { code: 'ETH' } },
  wallet: { address: '0x52908400098527886E0F7030069857D2E4169EE7' },
};
const quote = await api.createQuote({ ...purchase, paymentMethod: { type: card.type, id: card.id } }, { accessToken });
must(quote.quote.executable === true && compareAmounts(quote.quote.destination.amount, '0') > 0, 'a quote');
const comparison = await api.compareQuotes(purchase, { accessToken, language: 'en' });
must(comparison.quotes.length > 1, 'a comparison');

const seen: QuoteStreamEvent['event'][] = [];
for await (const event of api.compareLive({ ...purchase, follow: [{ type: 'card' }] }, { accessToken })) {
  seen.push(event.event);
  if (event.event === 'quote') must(event.data.expiresInMs > 0, 'the life of a quote');
  if (event.event === 'complete') break;
}
must(seen.includes('methods') && seen.includes('quote'), 'events');

const problem: unknown = await api.createQuote({ ...purchase, source: { asset: { code: 'USD' } } }, { accessToken }).catch((failure) => failure);
must(problem instanceof Problem && problem.type === 'invalid-request' && !problem.retryable, 'a problem');
must(problem.violations[0].field === 'source.amount', 'a violation');

// What does not fit must not compile.
export const wrong = [
  // @ts-expect-error: a customer's access token is required
  () => api.createQuote(purchase),
  // @ts-expect-error: amounts are strings
  () => api.createQuote({ ...purchase, source: { asset: { code: 'USD' }, amount: 75 } }, { accessToken }),
  // @ts-expect-error: there is no such operation
  () => api.takeWebhook({}),
  // @ts-expect-error: the frame needs a signature
  (into: HTMLElement) => openFrame('buy', { origin: SERVICE, parameters: { clientToken: '' }, into, title: '', on: {} }),
];
export const handlers: FrameHandlers<'google-pay'> = {
  complete: ({ transaction }) => transaction.status.length,
  cancelled: ({ code }) => code?.length,
};
export const connected: FrameHandlers<'auth'> = {
  complete: ({ status, credentials }) => status.length + (credentials?.length ?? 0),
  // @ts-expect-error: no payment is made there
  challenge: () => {},
};
export const paid: FrameHandlers<'buy-button'> = {
  // @ts-expect-error: its result is a transaction
  complete: ({ status }) => status,
  challenge: ({ url }) => new URL(url),
};
export const wiped: FrameHandlers<'reset'> = {
  complete: () => {},
  // @ts-expect-error: it shows nothing
  ready: () => {},
};

console.log(`A quote for ${quote.quote.destination.amount} ETH, and ${seen.length} events.`);
process.exit(0);
