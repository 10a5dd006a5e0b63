package io.moonconnect.moonpay;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.moonconnect.problem.ProblemType;
import io.moonconnect.testing.CalledOperation;
import io.moonconnect.testing.Metrics;
import io.moonconnect.testing.ProblemAnswer;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorFault;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

import static org.assertj.core.api.Assertions.assertThat;

/** Who answered: every kind of response, for every operation. The table of outcomes is printed at the end. */
@QuarkusTest
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
class WhoAnsweredTest {

    private static final List<Integer> ERRORS =
            List.of(302, 400, 401, 402, 403, 404, 409, 418, 422, 429, 451, 500, 502, 503);

    private static final List<Integer> SUCCESSES = List.of(200, 201);

    /** By operation without a customer's token: MoonPay's 401 is then about the key of this service. */
    private static final Set<CalledOperation> WITH_KEY = Set.of(
            CalledOperation.CREATE_SESSION,
            CalledOperation.REVOKE_CUSTOMER_SESSIONS,
            CalledOperation.GET_CUSTOMERS_BY_EXTERNAL_ID,
            CalledOperation.SUBMIT_CUSTOMER_KYC,
            CalledOperation.CREATE_CUSTOMER_FILE_UPLOAD_URL,
            CalledOperation.SUBMIT_CUSTOMER_FILES,
            CalledOperation.LIST_ASSETS);

    /** MoonPay confirms these without a body. */
    private static final Set<CalledOperation> WITHOUT_AN_ANSWER =
            Set.of(CalledOperation.REVOKE_CUSTOMER_SESSIONS, CalledOperation.DELETE_PAYMENT_METHOD);

    /** Longer than any deadline, so that only a 504, which is retried without regard to it, is retried. */
    private static final String RETRY_AFTER = "30";

    private static final Map<String, String> TABLE = new TreeMap<>();

    private static final int NO_CONTENT = 204;

    private static final int GATEWAY_TIMEOUT = 504;

    private static final String HTML = "text/html; charset=utf-8";

    /** What responds, given status and method. */
    private enum Body {
        MOONPAY("application/json", (status, method) -> envelope(status)),
        MOONPAY_WITHOUT_TYPE(null, (status, method) -> envelope(status)),
        ENVELOPE_OF_ANOTHER_STATUS("application/json", (status, method) -> envelope(status + 1)),
        ENVELOPE_AS_HTML(HTML, (status, method) -> envelope(status)),
        OTHER_JSON("application/json", (status, method) -> "{\"message\":\"Forbidden\"}"),
        PAGE(HTML, (status, method) -> "<html><h1>Access denied</h1>Cannot " + method + " in here</html>"),
        PAGE_WITHOUT_TYPE(null, (status, method) -> "<html><h1>Access denied</h1></html>"),
        PAGE_AS_JSON("application/json", (status, method) -> "<html><h1>Sorry, you have been blocked</h1></html>"),
        EMPTY("application/json", (status, method) -> ""),
        ROUTER_JSON(
                "application/json",
                (status, method) -> "{\"statusCode\":404,\"message\":\"Cannot " + method + " /x\"}"),
        ROUTER_HTML(HTML, (status, method) -> "<html><body><pre>Cannot " + method + " /x</pre></body></html>");

        private final String contentType;
        private final BiFunction<Integer, String, String> text;

        Body(String contentType, BiFunction<Integer, String, String> text) {
            this.contentType = contentType;
            this.text = text;
        }

        private static String envelope(int status) {
            return "{\"code\":" + status + ",\"type\":\"Refused\",\"message\":\"Words of MoonPay.\"}";
        }

        SimulatorFault of(CalledOperation operation, int status) {
            Map<String, String> headers = new HashMap<>();
            headers.put("Content-Type", contentType);
            headers.put("Retry-After", RETRY_AFTER);
            String body = text.apply(status, method(operation));
            return SimulatorFault.literal(operation.id(), status, body.getBytes(StandardCharsets.UTF_8))
                    .headers(headers);
        }

        boolean isOwn() {
            return this == MOONPAY || this == MOONPAY_WITHOUT_TYPE;
        }

        boolean isOfTheRouter() {
            return this == ROUTER_JSON || this == ROUTER_HTML;
        }

        boolean isPage() {
            return this == ENVELOPE_AS_HTML
                    || this == PAGE
                    || this == PAGE_WITHOUT_TYPE
                    || this == PAGE_AS_JSON
                    || this == ROUTER_HTML;
        }

        boolean isAnError() {
            return isOwn() || this == ENVELOPE_OF_ANOTHER_STATUS;
        }
    }

    @ParameterizedTest
    @EnumSource
    void only_moonpays_envelope_is_taken_for_its_error(CalledOperation operation, SimulatorControl moonPay) {
        assertOutcomes(operation, ERRORS, List.of(Body.values()), moonPay);
    }

    @ParameterizedTest
    @EnumSource
    void a_page_or_an_error_is_never_taken_for_a_success(CalledOperation operation, SimulatorControl moonPay) {
        assertOutcomes(operation, SUCCESSES, List.of(Body.values()), moonPay);
    }

    @ParameterizedTest
    @EnumSource
    void no_content_is_a_success_only_where_no_answer_is_expected(CalledOperation operation, SimulatorControl moonPay) {
        assertOutcomes(operation, List.of(NO_CONTENT), List.of(Body.EMPTY), moonPay);
    }

    /** A read is retried, and the second answer is the right one. */
    @ParameterizedTest
    @EnumSource
    void a_gateway_timeout_is_one_whoever_answers(CalledOperation operation, SimulatorControl moonPay) {
        assertOutcomes(operation, List.of(GATEWAY_TIMEOUT), List.of(Body.values()), moonPay);
    }

    @AfterAll
    static void print() {
        TABLE.forEach((row, outcome) -> System.out.println(row + ": " + outcome));
    }

    private static void assertOutcomes(
            CalledOperation operation, List<Integer> statuses, List<Body> bodies, SimulatorControl moonPay) {
        String token = moonPay.accessToken("cust-1");
        Map<Outcome, Integer> expected = new TreeMap<>();
        Map<Outcome, Double> before = counts(operation);
        for (int status : statuses) {
            for (Body body : bodies) {
                moonPay.replaceFaults(body.of(operation, status).times(1));
                Outcome outcome = outcome(operation, status, body);
                if (status == GATEWAY_TIMEOUT && operation.isSafe()) {
                    // Another token, for which no payment methods are remembered.
                    Response retried = operation.request(moonPay.accessToken("cust-1"));
                    assertThat(retried.statusCode()).isEqualTo(operation.goodStatus());
                } else {
                    check(operation, operation.request(token), status, body, outcome);
                }
                expected.merge(outcome, 1, Integer::sum);
                TABLE.merge(
                        body + " " + status,
                        outcome.label(),
                        (one, other) -> one.contains(other) ? one : one + ", " + other);
            }
        }
        Map<Outcome, Double> after = counts(operation);
        expected.forEach((outcome, number) -> assertThat((int) (after.get(outcome) - before.get(outcome)))
                .as("%s of %s", outcome, operation)
                .isEqualTo(number));
    }

    private static void check(CalledOperation operation, Response response, int status, Body body, Outcome outcome) {
        assertThat(response.header("MoonPay-Request-Id"))
                .as("%s %s", status, body)
                .isNotNull();
        if (outcome == Outcome.SUCCESS) {
            assertThat(response.statusCode()).as("%s %s", status, body).isEqualTo(NO_CONTENT);
            return;
        }
        ProblemAnswer answer = ProblemAnswer.of(response);
        switch (outcome) {
            case REJECTED ->
                assertThat(answer.is(ProblemType.MOONPAY_REJECTED, status == 400 ? 422 : status)
                                .detail())
                        .isEqualTo("Words of MoonPay.");
            case TOKEN_REJECTED -> answer.is(ProblemType.MOONPAY_TOKEN_REJECTED);
            case NOT_FOUND -> answer.is(ProblemType.NOT_FOUND);
            case CAPABILITY_NOT_ENABLED -> answer.is(ProblemType.MOONPAY_CAPABILITY_NOT_ENABLED);
            case RATE_LIMITED -> answer.is(ProblemType.MOONPAY_BUSY);
            case TIMEOUT -> answer.is(ProblemType.MOONPAY_TIMEOUT);
            default -> answer.is(ProblemType.MOONPAY_UNAVAILABLE).neverSays("Words of MoonPay", "blocked", "denied");
        }
        assertThat(answer.isOfUnknownOutcome())
                .as("%s %s", status, body)
                .isEqualTo(mayBeProcessed(status, outcome) && !operation.mayHappenTwice());
    }

    /** Whether MoonPay may have processed what was answered so. */
    private static boolean mayBeProcessed(int status, Outcome outcome) {
        return switch (outcome) {
            case UNAVAILABLE, GATEWAY_ERROR, TIMEOUT, MALFORMED -> true;
            case PAGE -> isSuccess(status);
            default -> false;
        };
    }

    private static boolean isSuccess(int status) {
        return status / 100 == 2;
    }

    private static Outcome outcome(CalledOperation operation, int status, Body body) {
        if (isSuccess(status)) {
            boolean confirms = WITHOUT_AN_ANSWER.contains(operation) && !body.isAnError();
            return body.isPage() ? Outcome.PAGE : confirms ? Outcome.SUCCESS : Outcome.MALFORMED;
        }
        if (status == 429) {
            return Outcome.RATE_LIMITED;
        }
        if (status == GATEWAY_TIMEOUT) {
            return Outcome.TIMEOUT;
        }
        if (body.isOwn()) {
            return switch (status) {
                case 400, 403, 409, 422 -> Outcome.REJECTED;
                case 401 -> WITH_KEY.contains(operation) ? Outcome.KEY_REFUSED : Outcome.TOKEN_REJECTED;
                case 404 -> Outcome.NOT_FOUND;
                default -> Outcome.UNAVAILABLE;
            };
        }
        if (status < 400 || status >= 500) {
            return Outcome.GATEWAY_ERROR;
        }
        if (status == 404 && body.isOfTheRouter()) {
            return Outcome.CAPABILITY_NOT_ENABLED;
        }
        return body.isPage() ? Outcome.PAGE : Outcome.NO_ENVELOPE;
    }

    private static String method(CalledOperation operation) {
        return switch (operation) {
            case CREATE_SESSION,
                    GET_BUY_QUOTE,
                    CREATE_CUSTOMER_FILE_UPLOAD_URL,
                    SUBMIT_CUSTOMER_FILES,
                    EXPORT_CUSTOMER -> "POST";
            case SUBMIT_CUSTOMER_KYC -> "PATCH";
            case REVOKE_CUSTOMER_SESSIONS, DELETE_PAYMENT_METHOD -> "DELETE";
            default -> "GET";
        };
    }

    private static Map<Outcome, Double> counts(CalledOperation operation) {
        String page = Metrics.page();
        Map<Outcome, Double> counts = new TreeMap<>();
        for (Outcome outcome : Outcome.values()) {
            String series = "moonpay_calls_seconds_count{operation=\"" + operation.id() + "\",outcome=\""
                    + outcome.label() + "\"} ";
            counts.put(
                    outcome,
                    page.lines()
                            .filter(line -> line.startsWith(series))
                            .mapToDouble(line -> Double.parseDouble(line.substring(series.length())))
                            .sum());
        }
        return counts;
    }
}
