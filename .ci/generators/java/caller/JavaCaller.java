package caller;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Stream;

import generated.java.ApiClient;
import generated.java.ApiException;
import generated.java.api.ConnectionsApi;
import generated.java.api.PaymentMethodsApi;
import generated.java.api.QuotesApi;
import generated.java.api.SessionsApi;
import generated.java.model.ComparisonRequest;
import generated.java.model.ConnectionOutcome;
import generated.java.model.ConnectionRequirements;
import generated.java.model.ConnectionRequirements.NextStepEnum;
import generated.java.model.DestinationMoney;
import generated.java.model.DestinationMoneyAsset;
import generated.java.model.NewSession;
import generated.java.model.OfferedMethod;
import generated.java.model.PaymentMethodSelector;
import generated.java.model.Problem;
import generated.java.model.QuoteEvent;
import generated.java.model.QuoteRequest;
import generated.java.model.SourceMoney;
import generated.java.model.SourceMoneyAsset;
import generated.java.model.WalletSelector;

/** Calls the demo with the client that openapi-generator makes for Java's own HTTP client. */
final class JavaCaller {

    private JavaCaller() {}

    public static void main(String[] arguments) throws Exception {
        ApiClient client = new ApiClient();
        client.updateBaseUri(System.getenv("SERVICE"));

        String session = new SessionsApi(client)
                .createSession(new NewSession().externalCustomerId("cust-ny"), null)
                .getSessionToken();
        String token = accessToken(session);
        ConnectionRequirements requirements = new ConnectionsApi(client)
                .getConnectionRequirements(new ConnectionOutcome().status("active"), null, null);
        must(requirements.getNextStep() == NextStepEnum.PROCEED, "the next step");
        // An empty list of paymentDisclosures would mean that there is nothing to show.
        must(!requirements.getDisclosures().isEmpty(), "texts, because no list was sent");
        OfferedMethod card = new PaymentMethodsApi(client)
                .listPaymentMethods(token, "USD", null, null).getMethods().stream()
                        .filter(method -> method.getKind() == OfferedMethod.KindEnum.STORED && method.getUsable())
                        .findFirst()
                        .orElseThrow();

        QuotesApi quotes = new QuotesApi(client);
        SourceMoney source =
                new SourceMoney().asset(new SourceMoneyAsset().code("USD")).amount("75.00");
        DestinationMoney destination = new DestinationMoney().asset(new DestinationMoneyAsset().code("ETH"));
        WalletSelector wallet = new WalletSelector().address("0x52908400098527886E0F7030069857D2E4169EE7");
        QuoteRequest request = new QuoteRequest()
                .source(source)
                .destination(destination)
                .wallet(wallet)
                .paymentMethod(new PaymentMethodSelector()
                        .type(card.getMethod().getType())
                        .id(card.getMethod().getId()));
        must(quotes.createQuote(token, request, null, null).getQuote().getExecutable(), "a quote");
        ComparisonRequest comparison =
                new ComparisonRequest().source(source).destination(destination).wallet(wallet);
        must(quotes.compareQuotes(token, comparison, null, null).getQuotes().size() > 1, "a comparison");
        must(quoteEvent(token, comparison).getExpiresInMs() > 0, "the data of the event quote");
        try {
            quotes.createQuote(token, request.source(new SourceMoney().asset(source.getAsset())), null, null);
            must(false, "a problem");
        } catch (ApiException refused) {
            Problem problem =
                    ApiClient.createDefaultObjectMapper().readValue(refused.getResponseBody(), Problem.class);
            must(problem.getType().getPath().endsWith("/invalid-request"), "the type of a problem");
            must(problem.getViolations().get(0).getField().equals("source.amount"), "a violation");
        }
        System.out.println("Java: passed");
    }

    /** A stream is read by hand; the data of its events have generated types. */
    private static QuoteEvent quoteEvent(String token, ComparisonRequest comparison) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(System.getenv("SERVICE") + "/v1/quotes/stream"))
                .header("Content-Type", "application/json")
                .header("MoonPay-Access-Token", token)
                .POST(BodyPublishers.ofString(
                        ApiClient.createDefaultObjectMapper().writeValueAsString(comparison)))
                .build();
        try (Stream<String> lines = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofLines())
                .body()) {
            String data = lines.dropWhile(line -> !line.matches("event: ?quote"))
                    .filter(line -> line.startsWith("data:"))
                    .findFirst()
                    .orElseThrow();
            return ApiClient.createDefaultObjectMapper().readValue(data.substring("data:".length()), QuoteEvent.class);
        }
    }

    /** The simulator acts for frame and customer. */
    private static String accessToken(String session) throws Exception {
        URI simulator = URI.create(
                System.getenv("SIMULATOR") + "/simulator/connections?credentials=true&sessionToken=" + session);
        String body = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(simulator).build(), BodyHandlers.ofString())
                .body();
        return body.replaceAll(".*\"accessToken\":\"([^\"]*)\".*", "$1");
    }

    private static void must(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }
}
