package io.moonconnect.leak;

import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.moonconnect.testing.AllLogs;
import io.moonconnect.testing.FinishedSpans;
import io.moonconnect.testing.IdentityProvider;
import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.Metrics;
import io.moonconnect.testing.OnJdk25;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorPort;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Exercises the whole service, with and without errors, with planted secrets and personal values and all loggers at
 * TRACE, then searches for them wherever they must not be.
 */
@QuarkusTest
@TestProfile(EverythingLogged.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(IdentityProvider.class)
@Lengthy
@OnJdk25
class LeakTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static PlantedCustomer customer;
    private static Caller backend;
    private static Caller alone;

    IdentityProvider provider;

    @Inject
    FinishedSpans spans;

    /** Lazy and once for all tests: the service's port is not known in {@code @BeforeAll}. */
    @BeforeEach
    void runEverythingOnce() {
        if (backend != null) {
            return;
        }
        SimulatorControl moonPay = SimulatorControl.ofTheServiceUnderTest();
        moonPay.reset();
        moonPay.rate(0);
        customer = new PlantedCustomer();
        backend = new Caller(Map.of("Authorization", "ApiKey " + Planted.API_KEY.value()));
        // The first calls of a process, with everything logged, can take longer than the overall time-out.
        await().atMost(PATIENCE).until(() -> backend.get("/v1/assets?code=BTC").status() == 200);
        WholeJob job = WholeJob.ofABackend(backend, customer, moonPay);
        String accessToken = job.run();
        new BadRequests(backend, customer, accessToken).run(List.copyOf(customer.all()));
        new DeliveredEvents(backend, customer).run();
        new BadAnswers(backend, customer, moonPay, accessToken, job.purchase()).run();
        withoutABackend(moonPay);
    }

    private void withoutABackend(SimulatorControl moonPay) {
        moonPay.reset();
        moonPay.rate(0);
        CustomersTokens tokens = new CustomersTokens(customer, provider);
        alone = new Caller(Map.of("Authorization", "Bearer " + tokens.good(), "X-Forwarded-For", customer.deviceV4()));
        String accessToken = WholeJob.ofTheCustomer(alone, customer, moonPay).run();
        new CustomerAlone(alone, customer).goWrong();
        new BadRequests(alone, customer, accessToken).run(tokens.planted());
        tokens.showBad(alone);
        new TooManyRequests(customer, accessToken).of(backend, alone);
    }

    @Test
    void no_log_line_leaks_a_planted_value() {
        assertThat(foundInLogs(customer.all())).isEmpty();
    }

    /** Guards the test above: a value is found in every part of a log record. */
    @Test
    void a_value_in_a_log_is_found() {
        Logger log = Logger.getLogger("io.moonconnect.leak.check");
        Planted message = planted("in a message");
        Planted parameter = planted("in a parameter");
        Planted context = planted("in a context");
        Planted cause = planted("in a cause");
        Planted suppressed = planted("in a suppressed one");
        Planted part = planted("in part");
        Planted encoded = planted("in Base64");
        Planted hexadecimal = planted("in hexadecimal");
        log.trace("x" + message.value() + "x");
        log.tracef("%s", (Object) List.of(parameter.value()));
        MDC.put("who", context.value());
        log.trace("in passing");
        MDC.remove("who");
        Exception thrown = new Exception(new Exception(cause.value()));
        thrown.addSuppressed(new Exception(suppressed.value()));
        log.trace("thrown", thrown);
        log.trace(part.value().substring(0, 20).toLowerCase(Locale.ROOT));
        log.trace(Base64.getEncoder().encodeToString(("Bearer " + encoded.value() + ":").getBytes(UTF_8)));
        log.trace(HexFormat.of().formatHex(hexadecimal.value().getBytes(UTF_8)));
        List<Planted> values =
                List.of(message, parameter, context, cause, suppressed, part, encoded, hexadecimal, planted("nowhere"));
        assertThat(foundInLogs(values).stream().map(found -> found.split(",")[0]))
                .containsExactlyInAnyOrder(
                        "in a message",
                        "in a parameter",
                        "in a context",
                        "in a cause",
                        "in a suppressed one",
                        "in part",
                        "in Base64",
                        "in hexadecimal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"io.quarkus", "io.vertx", "io.netty", "org.hibernate.validator"})
    void every_library_logs_at_trace(String category) {
        assertThat(isLogged("TRACE [" + category + ".")).isTrue();
    }

    /** The log of an unexpected failure has its exceptions and their locations. */
    @Test
    void an_unexpected_failure_is_logged_with_exceptions_and_locations() {
        String error = "ERROR [io.moonconnect.problem.ProblemMapper]";
        assertThat(isLogged(
                        error,
                        "java.lang.IllegalStateException",
                        "at io.moonconnect.session.Sessions.",
                        "Caused by: com.fasterxml.jackson.core.JsonParseException"))
                .isTrue();
        assertThat(isLogged(error, "java.lang.IllegalArgumentException", "Suppressed: java.io.IOException"))
                .isTrue();
    }

    @Test
    void no_problem_leaks_a_planted_value() {
        List<Answer> problems = answers().filter(Answer::isProblem).toList();
        assertThat(problems.stream().map(Answer::status).distinct())
                .contains(400, 401, 403, 404, 405, 406, 409, 413, 415, 422, 429, 500, 501, 502, 503, 504);
        assertThat(problems.stream().map(LeakTest::slug).distinct())
                .contains("identity-provider-unavailable", "device-address-unknown", "too-many-requests")
                .contains("disclosure-unknown", "audit-unavailable");
        assertThat(foundInAnswers(problems, Answer::withoutRepetitions, customer.all()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"backend", "customer", "token", "sessions-per-address", "sessions-per-customer"})
    void every_limit_was_reached(String limit) {
        assertThat(answers().map(Answer::body).filter(body -> body.contains("\"The limit " + limit + " is reached: ")))
                .isNotEmpty();
    }

    /** MoonPay's message is relayed and can echo the call's credential. */
    @ParameterizedTest
    @CsvSource({
        "POST /v1/sessions, secret key",
        "GET /v1/customers, secret key",
        "POST /v1/quotes, access token",
        "GET /v1/transactions, access token"
    })
    void moonpays_message_is_relayed_without_the_credential(String call, String credential) {
        List<Answer> refusals = answers()
                .filter(answer -> answer.call().equals(call))
                .filter(answer -> answer.body().contains("/moonpay-rejected\""))
                .toList();
        List<Planted> values = customer.all().stream()
                .filter(value -> value.name().equals(credential))
                .toList();
        assertThat(refusals).hasSizeGreaterThan(10);
        assertThat(foundInAnswers(refusals, Answer::everything, values)).isEmpty();
    }

    /** Beside the credentials, the data of the request that MoonPay rejects. */
    @Test
    void moonpays_message_is_relayed_without_the_submitted_data() {
        List<Answer> refusals = answers()
                .filter(answer -> answer.call().equals("PATCH /v1/customers"))
                .filter(answer -> answer.body().contains("/moonpay-rejected\""))
                .toList();
        Set<String> submitted =
                Set.of("name", "phone number", "tax identifier", "street", "answer of a questionnaire", "secret key");
        List<Planted> values = customer.all().stream()
                .filter(value -> submitted.contains(value.name()))
                .toList();
        assertThat(refusals).hasSizeGreaterThan(10);
        assertThat(refusals).anyMatch(answer -> answer.body().contains("[masked]"));
        assertThat(foundInAnswers(refusals, Answer::everything, values)).isEmpty();
    }

    /** Everything exported, including events, resource and trace state. */
    @Test
    void no_span_leaks_a_planted_value() {
        spans.await(1, span -> span.getName().equals("DELETE /v1/sessions"));
        List<SpanData> finished = spans.all();
        assertThat(finished.stream().map(SpanData::getName).distinct())
                .contains(
                        "POST /v1/quotes/compare",
                        "createSession",
                        "getBuyQuote",
                        "deliver webhook",
                        "deliver audit event");
        List<Search> searches = Search.forAll(customer.all());
        assertThat(finished.stream()
                        .flatMap(span -> Search.namesFound(span.toString(), searches).stream()
                                .map(name -> name + " in " + span.getName()))
                        .distinct())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/metrics", "/q/health", "/q/health/started", "/q/health/live", "/q/health/ready"})
    void the_management_port_leaks_no_planted_value(String path) {
        String page = given().get(Metrics.management(path)).then().extract().asString();
        assertThat(page).isNotEmpty();
        assertThat(Search.in(page, customer.all())).isEmpty();
    }

    @Test
    void the_openapi_document_leaks_no_planted_value() {
        String page = given().get("/q/openapi").then().statusCode(200).extract().asString();
        assertThat(Search.in(page, customer.all())).isEmpty();
    }

    private static Stream<Answer> answers() {
        return Stream.of(backend, alone).map(Caller::answers).flatMap(List::stream);
    }

    private static String slug(Answer problem) {
        return problem.json().path("type").textValue().replaceFirst(".*/", "");
    }

    /** Whether one line contains all of them. */
    private static boolean isLogged(String... parts) {
        return AllLogs.lines().stream().anyMatch(line -> Stream.of(parts).allMatch(line::contains));
    }

    private static Planted planted(String name) {
        return new Planted(name, "sk_test_" + Planted.random(32));
    }

    private static Set<String> foundInAnswers(
            List<Answer> answers, Function<Answer, String> text, List<Planted> values) {
        List<Search> searches = Search.forAll(values);
        Set<String> found = new LinkedHashSet<>();
        answers.forEach(answer ->
                Search.namesFound(text.apply(answer), searches).forEach(name -> found.add(name + " in " + answer)));
        return found;
    }

    /** The values found, each with its category. */
    private static Set<String> foundInLogs(List<Planted> values) {
        List<Search> searches = Search.forAll(values);
        Set<String> found = new LinkedHashSet<>();
        for (String line : AllLogs.lines()) {
            Search.namesFound(line, searches).forEach(name -> found.add(name + ", " + category(line)));
        }
        return found;
    }

    private static String category(String line) {
        Matcher matcher = Pattern.compile("^\\S+ \\[[^\\]]*\\]").matcher(line);
        return matcher.find() ? matcher.group() : "a line without a category";
    }
}
