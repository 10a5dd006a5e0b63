package io.moonconnect.leak;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.moonconnect.artifact.Artifact;
import io.moonconnect.artifact.ArtifactProcess;
import io.moonconnect.artifact.DemoProcess;
import io.moonconnect.artifact.ProductionConfig;
import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.SimulatorControl;
import io.restassured.RestAssured;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** The search of {@link LeakTest} in the production artifact: its log, problems and management port. */
@Lengthy
class ArtifactLeakIT {

    /** Present in the JVM of the tests, absent from an artifact. */
    private static final Set<String> NOT_OF_AN_ARTIFACT = Set.of(
            "quarkus.log.min-level",
            "quarkus.log.console.enabled",
            "quarkus.log.category.\"jdk.internal.httpclient\".level",
            "quarkus.otel.sdk.disabled",
            "moonpay.overall-timeout",
            "moonconnect.callers");

    private static final Pattern LOGGER = Pattern.compile("\"loggerName\":\"([^\"]*)\"");

    private static int portOfOtherTests;
    private static DemoProcess demo;
    private static ArtifactProcess service;
    private static PlantedCustomer customer;
    private static Caller backend;

    @BeforeAll
    static void runEverything() {
        demo = DemoProcess.start("leak-upstream");
        service = Artifact.PRODUCTION.start("leak", environment()).listening();
        portOfOtherTests = RestAssured.port;
        RestAssured.port = service.api().getPort();
        SimulatorControl moonPay = new SimulatorControl(demo.simulator());
        customer = new PlantedCustomer();
        backend = Caller.ofAnArtifact(Map.of("Authorization", "ApiKey " + Planted.API_KEY.value()));
        WholeJob job = WholeJob.ofABackend(backend, customer, moonPay);
        String accessToken = job.run();
        new BadRequests(backend, customer, accessToken).run(List.copyOf(customer.all()));
        new DeliveredEvents(backend, customer).run();
        new BadAnswers(backend, customer, moonPay, accessToken, job.purchase()).run();
    }

    @AfterAll
    static void stop() {
        RestAssured.port = portOfOtherTests;
        if (service != null) {
            service.close();
        }
        if (demo != null) {
            demo.close();
        }
    }

    @Test
    void no_log_line_leaks_a_planted_value() {
        List<Search> searches = Search.forAll(customer.all());
        Set<String> found = new LinkedHashSet<>();
        service.output().lines().forEach(line -> Search.namesFound(line, searches)
                .forEach(name -> found.add(name + ", " + logger(line))));
        assertThat(found).isEmpty();
    }

    /** Guards the test above against an empty log. */
    @ParameterizedTest
    @ValueSource(strings = {"io.moonconnect.audit", "io.netty", "io.quarkus"})
    void the_log_is_not_empty(String category) {
        assertThat(service.output()).contains("\"loggerName\":\"" + category);
    }

    @Test
    void no_problem_leaks_a_planted_value() {
        List<Answer> problems =
                backend.answers().stream().filter(Answer::isProblem).toList();
        List<Search> searches = Search.forAll(customer.all());
        assertThat(problems.stream().map(Answer::status).distinct())
                .contains(400, 401, 404, 405, 406, 413, 415, 422, 501, 502, 503, 504);
        assertThat(problems).allSatisfy(problem -> assertThat(Search.namesFound(problem.withoutRepetitions(), searches))
                .as(problem.toString())
                .isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/metrics", "/q/health"})
    void the_management_port_leaks_no_planted_value(String path) {
        String page = given().get(service.management().resolve(path)).asString();
        assertThat(page).isNotEmpty();
        assertThat(Search.in(page, customer.all())).isEmpty();
    }

    private static Map<String, String> environment() {
        ProductionConfig config = ProductionConfig.complete()
                .with(ProductionConfig.BASE_URL, demo.simulator().toString())
                .with("MOONCONNECT_CUSTOMER_EXPORT", "true")
                .with("MOONPAY_OVERALL_TIMEOUT", "3s")
                .with("MOONPAY_RATE", "1000000")
                .with("MOONPAY_BURST", "1000")
                .with("MOONPAY_BREAKER_WINDOW", "0")
                .with("MOONPAY_LONGEST_PAUSE", "1ms")
                .with("MOONPAY_RETRY_BACKOFF", "10ms")
                .with("MOONCONNECT_STREAMS_MAX_PER_TOKEN", "0");
        Map<String, String> environment = new HashMap<>(config.environment());
        new EverythingLogged().getConfigOverrides().forEach((key, value) -> {
            if (!NOT_OF_AN_ARTIFACT.contains(key)) {
                environment.put(variable(key), key.startsWith("moonconnect.limit.") ? "0" : value);
            }
        });
        return environment;
    }

    /** The environment variable of a key, as in SmallRye Config. */
    private static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static String logger(String line) {
        Matcher matcher = LOGGER.matcher(line);
        return matcher.find() ? matcher.group(1) : "a line without a logger";
    }
}
