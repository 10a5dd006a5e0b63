/** Calls the demo with the client that openapi-generator makes for TypeScript's fetch. */
import {
  Configuration, ConnectionsApi, OfferedMethodKindEnum, PaymentMethodsApi, ProblemFromJSON, QuoteEventFromJSON, QuotesApi, ResponseError,
  SessionsApi,
} from './generated/index.js';

declare const process: { env: Record<string, string> };

const { SERVICE, SIMULATOR } = process.env;
const configuration = new Configuration({ basePath: SERVICE });

function must(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(what);
}

const { sessionToken } = await new SessionsApi(configuration).createSession({ newSession: { externalCustomerId: 'cust-ny' } });
// The simulator acts for frame and customer.
const frame = await (await fetch(`${SIMULATOR}/simulator/connections?credentials=true&sessionToken=${sessionToken}`)).json();
const moonPayAccessToken: string = frame.credentials.accessToken;
const { nextStep, disclosures } = await new ConnectionsApi(configuration).getConnectionRequirements({ connectionOutcome: { status: frame.status } });
must(nextStep === 'proceed', 'the next step');
// An empty list of paymentDisclosures would mean that there is nothing to show.
must(disclosures.length > 0, 'texts, because no list was sent');
const { methods } = await new PaymentMethodsApi(configuration).listPaymentMethods({ moonPayAccessToken, currency: 'USD' });
const card = methods.find(({ kind, usable }) => kind === OfferedMethodKindEnum.Stored && usable)?.method;
must(card !== undefined, 'a stored card');

const quotes = new QuotesApi(configuration);
const purchase = {
  source: { asset: { code: 'USD' }, amount: '75.00' },
  destination: { asset: { code: 'ETH' } },
  wallet: { address: '0x52908400098527886E0F7030069857D2E4169EE7' },
};
const { quote } = await quotes.createQuote({ moonPayAccessToken, quoteRequest: { ...purchase, paymentMethod: { type: card.type, id: card.id } } });
must(quote.executable === true, 'a quote');
const comparison = await quotes.compareQuotes({ moonPayAccessToken, comparisonRequest: purchase });
must(comparison.quotes.length > 1, 'a comparison');

const refused: unknown = await quotes.createQuote({ moonPayAccessToken, quoteRequest: { ...purchase, source: { asset: { code: 'USD' } } } })
  .catch((failure) => failure);
must(refused instanceof ResponseError, 'a problem');
const problem = ProblemFromJSON(await refused.response.json());
must(problem.type.endsWith('/invalid-request'), 'the type of a problem');
must(problem.violations?.[0]?.field === 'source.amount', 'a violation');

// A stream is read by hand; the data of its events have generated types.
const stream = await fetch(`${SERVICE}/v1/quotes/stream`, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json', 'MoonPay-Access-Token': moonPayAccessToken },
  body: JSON.stringify(purchase),
});
const reader = stream.body!.getReader();
const decoder = new TextDecoder();
let text = '';
let data: string | undefined;
while (data === undefined) {
  const { value, done } = await reader.read();
  must(!done, 'the event quote');
  text += decoder.decode(value, { stream: true });
  data = /^event: ?quote\ndata: ?(.*)\n/m.exec(text)?.[1];
}
await reader.cancel();
must(QuoteEventFromJSON(JSON.parse(data)).expiresInMs > 0, 'the data of the event quote');
console.log('TypeScript: passed');
