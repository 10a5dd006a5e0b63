package io.moonconnect.contract;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.moonconnect.moonpay.Operation;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorControl.Request;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;

import static io.moonconnect.moonpay.Operation.CREATE_CUSTOMER_FILE_UPLOAD_URL;
import static io.moonconnect.moonpay.Operation.CREATE_SESSION;
import static io.moonconnect.moonpay.Operation.DELETE_PAYMENT_METHOD;
import static io.moonconnect.moonpay.Operation.EXPORT_CUSTOMER;
import static io.moonconnect.moonpay.Operation.GET_BUY_QUOTE;
import static io.moonconnect.moonpay.Operation.GET_CUSTOMERS_BY_EXTERNAL_ID;
import static io.moonconnect.moonpay.Operation.GET_TRANSACTION;
import static io.moonconnect.moonpay.Operation.LIST_ASSETS;
import static io.moonconnect.moonpay.Operation.LIST_PAYMENT_METHODS;
import static io.moonconnect.moonpay.Operation.LIST_TRANSACTIONS;
import static io.moonconnect.moonpay.Operation.REVOKE_CUSTOMER_SESSIONS;
import static io.moonconnect.moonpay.Operation.SUBMIT_CUSTOMER_FILES;
import static io.moonconnect.moonpay.Operation.SUBMIT_CUSTOMER_KYC;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Every request that our client sends is one that MoonPay's document describes, and carries nothing of the caller's. */
@QuarkusTest
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
class ClientContractTest {

    private static final PlatformContract CONTRACT = new PlatformContract();

    /** An id with everything that has a meaning in a URL, or none outside of ASCII. */
    private static final String ID = "a b&c=d/e?f#g%h+i;j:ü€😀";

    private static final String ENCODED_ID = "a%20b%26c%3Dd%2Fe%3Ff%23g%25h%2Bi%3Bj%3A%C3%BC%E2%82%AC%F0%9F%98%80";

    private static final Set<Operation> WITH_OUR_KEY = EnumSet.complementOf(
            EnumSet.of(LIST_PAYMENT_METHODS, DELETE_PAYMENT_METHOD, GET_BUY_QUOTE, LIST_TRANSACTIONS, GET_TRANSACTION));

    private static final String CONSENT = "a-consent-token";

    private SimulatorControl moonPay;

    /** A call of our API, and the one operation that it leads to. */
    record Driven(Operation operation, String method, String path, String body) {

        @Override
        public String toString() {
            return operation.id() + " by " + method + " " + path + (body == null ? "" : " " + body);
        }
    }

    static Stream<Driven> driven() {
        String query = "?externalCustomerId=" + ENCODED_ID;
        String sides = "'source':{'asset':{'code':'EUR'},'amount':'120.00'},'destination':{'asset':{'code':'BTC'}}";
        String wallet = ",'wallet':{'address':'bc1q','tag':'12'}";
        return Stream.of(
                post(CREATE_SESSION, "/v1/sessions", "{'externalCustomerId':'" + ID + "'}"),
                post(
                        CREATE_SESSION,
                        "/v1/sessions",
                        "{'externalCustomerId':'c','deviceIp':'2001:db8::24','email':'ada@example.org',"
                                + "'phoneNumber':'+14155550142','termsAcceptedAt':'2025-11-20T09:15:02Z'}"),
                call(REVOKE_CUSTOMER_SESSIONS, "DELETE", "/v1/sessions" + query),
                call(LIST_PAYMENT_METHODS, "GET", "/v1/payment-methods?currency=EUR&transactionType=buy"),
                call(DELETE_PAYMENT_METHOD, "DELETE", "/v1/payment-methods/some_card-1"),
                post(GET_BUY_QUOTE, "/v1/quotes", "{" + sides + "}"),
                post(GET_BUY_QUOTE, "/v1/quotes", "{" + sides + wallet + ",'paymentMethod':{'type':'card','id':'x'}}"),
                post(
                        GET_BUY_QUOTE,
                        "/v1/quotes/compare",
                        "{" + sides + wallet + ",'paymentMethods':[{'type':'apple_pay'},{'type':'card','id':'x'}]}"),
                call(
                        LIST_TRANSACTIONS,
                        "GET",
                        "/v1/transactions?startDate=2026-11-01T00:00:00%2B01:00&endDate=2026-11-30&cursor=a%26b%3D%2F&limit=5"),
                call(LIST_TRANSACTIONS, "GET", "/v1/transactions"),
                call(GET_TRANSACTION, "GET", "/v1/transactions/some_id-1"),
                call(GET_CUSTOMERS_BY_EXTERNAL_ID, "GET", "/v1/customers/me" + query),
                new Driven(
                        SUBMIT_CUSTOMER_KYC,
                        "PATCH",
                        "/v1/customers/me/kyc?externalCustomerId=cust-1",
                        "{'basicDetails':{'firstName':'Ada'},'taxIdentifiers':[{'type':'ssn','value':'0'}],"
                                + "'questionnaires':[{'type':'customerDueDiligence','answers':{'x':1}}]}"),
                post(
                        CREATE_CUSTOMER_FILE_UPLOAD_URL,
                        "/v1/customers/me/files/upload-url?externalCustomerId=cust-1",
                        "{'fileType':'drivingLicence','side':'front','mimeType':'image/jpeg'}"),
                post(
                        SUBMIT_CUSTOMER_FILES,
                        "/v1/customers/me/files?externalCustomerId=cust-1",
                        "{'files':[{'uploadId':'x'}]}"),
                call(EXPORT_CUSTOMER, "POST", "/v1/customers/export"),
                call(LIST_ASSETS, "GET", "/v1/assets?source=cefi&code=BTC&cursor=a%26b%3D%2F&limit=37"));
    }

    @BeforeEach
    void freshMoonPay() {
        moonPay = SimulatorControl.ofTheServiceUnderTest();
        moonPay.reset();
        moonPay.rate(0);
    }

    @ParameterizedTest
    @MethodSource("driven")
    void it_sends_what_moonpay_documents_and_nothing_of_the_callers(Driven call) {
        String token = moonPay.accessToken("cust-1");
        send(call, token);
        List<Request> requests = moonPay.requests();
        boolean looksUp = requests.size() == 2 && WITH_OUR_KEY.contains(call.operation());
        assertThat(looksUp ? requests.subList(1, 2) : requests).isNotEmpty().allSatisfy(request -> {
            assertThat(request.operation()).isEqualTo(call.operation().id());
            assertThat(request.method())
                    .isEqualTo(CONTRACT.operation(request.operation()).method());
            CONTRACT.assertRequest(request.operation(), request.body(), query(request), request.headers());
            assertCarriesOnly(request, call.operation(), token);
        });
    }

    @Test
    void every_operation_that_the_service_uses_is_driven() {
        assertThat(driven().map(Driven::operation)).contains(Operation.values());
    }

    @Test
    void what_goes_into_a_path_is_encoded() {
        send(call(GET_CUSTOMERS_BY_EXTERNAL_ID, "GET", "/v1/customers/me?externalCustomerId=" + ENCODED_ID), "unused");
        assertThat(moonPay.requests()).singleElement().satisfies(request -> assertThat(request.path())
                .isEqualTo("/platform/v1/customers/ext/" + ENCODED_ID));
    }

    @Test
    void what_goes_into_a_query_is_encoded() {
        send(call(REVOKE_CUSTOMER_SESSIONS, "DELETE", "/v1/sessions?externalCustomerId=" + ENCODED_ID), "unused");
        assertThat(moonPay.requests()).singleElement().satisfies(request -> assertThat(request.query())
                .isEqualTo("externalCustomerId=" + ENCODED_ID));
    }

    @Test
    void what_goes_into_a_body_is_what_the_caller_said() {
        send(
                post(
                        CREATE_SESSION,
                        "/v1/sessions",
                        "{'externalCustomerId':'" + ID + "','deviceIp':'::ffff:203.0.113.9'}"),
                "x");
        assertThat(moonPay.requests()).singleElement().satisfies(request -> {
            assertThat(request.json().path("externalCustomerId").textValue()).isEqualTo(ID);
            assertThat(request.json().path("deviceIp").textValue()).isEqualTo("203.0.113.9");
            assertThat(request.json().size()).isEqualTo(2);
        });
    }

    private static void send(Driven call, String token) {
        RequestSpecification request = given().urlEncodingEnabled(false)
                .header("MoonPay-Access-Token", token)
                .header("MoonPay-Consent-Token", CONSENT)
                .header("Authorization", "Basic planted")
                .header("Cookie", "session=planted")
                .header("Forwarded", "for=192.0.2.1;by=planted")
                .header("X-Forwarded-For", "192.0.2.1")
                .header("X-Api-Key", "planted")
                .header("X-Request-Id", "planted")
                .header("User-Agent", "planted")
                .header("Accept-Language", "de")
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        if (call.body() != null) {
            request.contentType("application/json;charset=UTF-8")
                    .body(call.body().replace('\'', '"'));
        }
        request.when().request(call.method(), call.path());
    }

    /** Our key or the customer's token, both for an export, and no header beside those of the message itself. */
    private static void assertCarriesOnly(Request request, Operation operation, String token) {
        Map<String, String> headers = request.headers();
        assertThat(Set.of("host", "x-api-key", "authorization", "content-type", "content-length"))
                .containsAll(headers.keySet());
        assertThat(headers.values()).noneMatch(value -> value.contains("planted"));
        boolean withKey = WITH_OUR_KEY.contains(operation);
        assertThat(headers.get("x-api-key"))
                .isEqualTo(withKey ? "sk_test_sha256:" + digest("sk_test_simulator") : null);
        String bearer = operation == EXPORT_CUSTOMER ? CONSENT : withKey ? null : token;
        assertThat(headers.get("authorization")).isEqualTo(bearer == null ? null : "Bearer sha256:" + digest(bearer));
    }

    private static Map<String, String> query(Request request) {
        Map<String, String> query = new LinkedHashMap<>();
        if (request.query() != null) {
            Arrays.stream(request.query().split("&"))
                    .map(pair -> pair.split("=", 2))
                    .forEach(pair -> query.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        }
        return query;
    }

    private static Driven call(Operation operation, String method, String path) {
        return new Driven(operation, method, path, null);
    }

    private static Driven post(Operation operation, String path, String body) {
        return new Driven(operation, "POST", path, body);
    }

    /** As the simulator's log shows secrets. */
    private static String digest(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
