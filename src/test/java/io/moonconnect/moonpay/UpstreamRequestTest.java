package io.moonconnect.moonpay;

import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.moonconnect.simulator.people.ConnectedCustomer;
import io.moonconnect.testing.OnJdk25;
import io.moonconnect.testing.RawHttp;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static org.assertj.core.api.Assertions.assertThat;

/** URL, host and header names of a call to MoonPay never come from a request's content. */
@QuarkusTest
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
@OnJdk25
class UpstreamRequestTest {

    private static final String QUOTE = "{\"source\":{\"asset\":{\"code\":\"USD\"},\"amount\":\"120.00\"},"
            + "\"destination\":{\"asset\":{\"code\":\"ETH\"}},\"paymentMethod\":{\"type\":\"apple_pay\"}}";

    /** A customer id with characters that are special to every parser on the way, as in JSON and in a URL. */
    private static final String ODD_ID = "a/../b?c=d&e#f%2fg;h\\\\i @:+é";

    private static final String ODD_ID_ENCODED = "a%2F..%2Fb%3Fc%3Dd%26e%23f%252fg%3Bh%5Ci%20%40%3A%2B%C3%A9";

    /** Pages of assets are cached. */
    private static final String ASKED_ONCE = UUID.randomUUID().toString();

    private static final Set<String> WITH_KEY = Set.of("host", "x-api-key");
    private static final Set<String> WITH_TOKEN = Set.of("host", "authorization");
    private static final Set<String> BODY = Set.of("content-type", "content-length");

    private static final List<String> PLANTED = List.of(
            "X-Forwarded-Host: planted.example",
            "X-Forwarded-For: 192.0.2.66",
            "X-Forwarded-Proto: planted",
            "X-Forwarded-Port: 66",
            "Forwarded: for=192.0.2.66;host=planted.example;proto=planted",
            "X-Original-URL: /planted",
            "X-Rewrite-URL: /planted",
            "X-Original-Host: planted.example",
            "X-Host: planted.example",
            "X-HTTP-Method-Override: PATCH",
            "X-Api-Key: sk_test_planted",
            "Connection: keep-alive, X-Api-Key, Authorization, Content-Length",
            "Keep-Alive: timeout=66",
            "Proxy-Authorization: Basic planted",
            "Proxy-Connection: planted",
            "TE: trailers",
            "Trailer: X-Planted",
            "Upgrade: planted",
            "Via: 1.1 planted",
            "Cookie: planted=planted",
            "User-Agent: planted",
            "Referer: https://planted.example/",
            "Accept-Language: de",
            "X-Request-Id: planted-id",
            "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            "baggage: planted=planted",
            "X-Planted: planted");

    /** A caller's request, and the resulting request to MoonPay without its body. */
    record Case(String target, String body, String theirs, String query, Set<String> headers) {

        @Override
        public String toString() {
            return target;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("POST /v1/sessions", named(ODD_ID), "POST /platform/v1/sessions", null, WITH_KEY),
                new Case(
                        "DELETE /v1/sessions?externalCustomerId=" + ODD_ID_ENCODED,
                        null,
                        "DELETE /platform/v1/sessions",
                        "externalCustomerId=" + ODD_ID_ENCODED,
                        WITH_KEY),
                new Case(
                        "GET /v1/customers/me?externalCustomerId=" + ODD_ID_ENCODED,
                        null,
                        "GET /platform/v1/customers/ext/" + ODD_ID_ENCODED,
                        null,
                        WITH_KEY),
                new Case(
                        "GET /v1/payment-methods?currency=USD&transactionType=buy&planted=planted",
                        null,
                        "GET /platform/v1/payment-methods",
                        null,
                        WITH_TOKEN),
                new Case(
                        "DELETE /v1/payment-methods/a-b_C1?planted=planted",
                        null,
                        "DELETE /platform/v1/payment-methods/a-b_C1",
                        null,
                        WITH_TOKEN),
                new Case(
                        "PATCH /v1/customers/me/kyc?planted=planted&externalCustomerId=" + ODD_ID_ENCODED,
                        "{\"basicDetails\":{}}",
                        "PATCH /platform/v1/customers/" + idOf(ODD_ID_ENCODED) + "/kyc",
                        null,
                        WITH_KEY),
                new Case(
                        "POST /v1/customers/me/files/upload-url?planted=planted&externalCustomerId=" + ODD_ID_ENCODED,
                        "{\"fileType\":\"passport\"}",
                        "POST /platform/v1/customers/" + idOf(ODD_ID_ENCODED) + "/files/upload-url",
                        null,
                        WITH_KEY),
                new Case(
                        "POST /v1/customers/me/files?planted=planted&externalCustomerId=" + ODD_ID_ENCODED,
                        "{\"files\":[]}",
                        "POST /platform/v1/customers/" + idOf(ODD_ID_ENCODED) + "/files",
                        null,
                        WITH_KEY),
                new Case("POST /v1/quotes?planted=planted", QUOTE, "POST /platform/v1/quotes/buy", null, WITH_TOKEN),
                new Case(
                        "GET /v1/transactions?limit=1&cursor=a%26b%3Dc%23%2F..&planted=planted",
                        null, "GET /platform/v1/transactions", "limit=1&cursor=a%26b%3Dc%23%2F..", WITH_TOKEN),
                new Case(
                        "GET /v1/transactions?limit=51", null, "GET /platform/v1/transactions", "limit=51", WITH_TOKEN),
                new Case(
                        "GET /v1/assets?planted=planted&code=" + ASKED_ONCE,
                        null,
                        "GET /platform/v1/assets",
                        "code=" + ASKED_ONCE.toUpperCase(Locale.ROOT),
                        WITH_KEY),
                new Case(
                        "GET /v1/transactions/a-b_C1", null, "GET /platform/v1/transactions/a-b_C1", null, WITH_TOKEN));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void moonpay_gets_only_what_its_api_needs(Case call, SimulatorControl moonPay) {
        String token = moonPay.accessToken("cust-1");
        moonPay.forgetRequests();

        send(call.target(), call.body(), "MoonPay-Access-Token: " + token);

        assertThat(moonPay.requests().stream().filter(request -> !isLookUp(call, request.path())))
                .singleElement()
                .satisfies(request -> {
                    assertThat(request.method() + " " + request.path()).isEqualTo(call.theirs());
                    assertThat(request.query()).isEqualTo(call.query());
                    assertThat(request.headers().keySet()).containsExactlyInAnyOrderElementsOf(expectedHeaders(call));
                    assertThat(request.headers().get("host")).isEqualTo(moonPayHost());
                    assertThat(request.toString()).doesNotContain("planted", "192.0.2.66");
                });
    }

    private static boolean isLookUp(Case call, String path) {
        return call.body() != null && path.startsWith("/platform/v1/customers/ext/");
    }

    private static String idOf(String externalCustomerId) {
        String customer = URLDecoder.decode(externalCustomerId, StandardCharsets.UTF_8);
        return ConnectedCustomer.of(customer).id();
    }

    private static List<String> expectedHeaders(Case call) {
        List<String> headers = new ArrayList<>(call.headers());
        if (call.body() != null) {
            headers.addAll(BODY);
        }
        return headers;
    }

    private static String moonPayHost() {
        return ConfigProvider.getConfig()
                .getValue("moonpay.base-url", String.class)
                .replaceFirst("^http://", "");
    }

    private static String named(String customer) {
        return "{\"externalCustomerId\":\"" + customer + "\"}";
    }

    private static void send(String call, String json, String header) {
        String[] parts = call.split(" ");
        List<String> lines = new ArrayList<>(PLANTED);
        lines.add(header);
        byte[] body = json == null ? new byte[0] : json.getBytes(StandardCharsets.UTF_8);
        if (json != null) {
            lines.add("Content-Type: application/json");
            lines.add("Content-Length: " + body.length);
        }
        String head = RawHttp.head(parts[0], parts[1], lines.toArray(String[]::new))
                .replace("Host: localhost", "Host: planted.example");
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(body);
        RawHttp.exchange(request.toByteArray());
    }
}
