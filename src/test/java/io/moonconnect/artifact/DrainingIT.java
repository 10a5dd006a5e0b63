package io.moonconnect.artifact;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.moonconnect.problem.ProblemType;
import io.moonconnect.testing.AbortedRequests;
import io.moonconnect.testing.EventStream;
import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.ProblemAnswer;
import io.moonconnect.testing.RawHttp;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorFault;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** SIGTERM shuts down in order: readiness turns false, running requests end, nothing hangs or is logged as a fault. */
@Lengthy
class DrainingIT {

    private static final String OPERATION = "listTransactions";

    private static final String DISCLOSURES = "/v1/disclosures";

    private static final Pattern FAULT = Pattern.compile("\"level\":\"(WARN|ERROR|FATAL)\"");

    /** The first line after the signal. */
    private static final String DRAINING = "draining, delayMillis=";

    private static final String PURCHASE = """
            {"source":{"asset":{"code":"USD"},"amount":"120.00"},"destination":{"asset":{"code":"ETH"}},\
            "wallet":{"address":"0x52908400098527886E0F7030069857D2E4169EE7"}}""";

    private static final ApiKey KEY = ApiKey.random();

    private static DemoProcess demo;
    private static SimulatorControl moonPay;

    @BeforeAll
    static void startMoonPay() {
        demo = DemoProcess.start("leaving-upstream");
        moonPay = new SimulatorControl(demo.simulator());
    }

    @AfterAll
    static void stopMoonPay() {
        if (demo != null) {
            demo.close();
        }
    }

    @BeforeEach
    void freshMoonPay() {
        moonPay.clearFaults();
    }

    @Test
    void requests_are_served_during_the_delay_and_what_runs_then_is_answered() throws IOException {
        ProductionConfig config = config().with("QUARKUS_SHUTDOWN_DELAY", "3s");
        try (ArtifactProcess leaving = start("leaving", config);
                Socket kept = connect(leaving);
                Socket running = connect(leaving)) {
            assertThat(get(kept, DISCLOSURES).header("Connection")).isNull();
            // The delay, and as much again for a machine that is busy.
            moonPay.delay(OPERATION, Duration.ofSeconds(7));
            ask(running, "/v1/transactions");
            Awaitility.await().until(() -> moonPay.counts(OPERATION).inFlight() == 1);

            leaving.terminate();

            awaitStatus(503, leaving.management().resolve("/q/health/ready"));
            given().get(leaving.management().resolve("/q/health/live")).then().statusCode(200);
            assertLastOne(kept, get(kept, DISCLOSURES));
            try (Socket another = connect(leaving)) {
                assertLastOne(another, get(another, DISCLOSURES));
            }
            awaitRefused(leaving);
            given().get(leaving.management().resolve("/q/health/live")).then().statusCode(200);
            assertThat(moonPay.counts(OPERATION).inFlight()).isEqualTo(1);
            assertLastOne(running, RawHttp.read(running, false));
            assertEnded(leaving);
        }
    }

    @Test
    void streams_get_bye_at_once_and_end_within_the_delay() throws IOException {
        ProductionConfig config = config().with("QUARKUS_SHUTDOWN_DELAY", "4s");
        try (ArtifactProcess leaving = start("leaving-streams", config);
                EventStream stream = stream(leaving)) {
            stream.until("complete");
            long signal = System.nanoTime();

            leaving.terminate();

            List<EventStream.Event> last = stream.until("bye");
            assertThat(last.get(last.size() - 1).json().path("reason").textValue())
                    .isEqualTo("server-leaving");
            assertThat(stream.ends()).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - signal)).isLessThan(Duration.ofSeconds(3));
            try (EventStream late = stream(leaving)) {
                ProblemAnswer.of(late.head()).is(ProblemType.OVERLOADED);
                assertThat(late.head().header("Retry-After")).isEqualTo("1");
            }
            assertEnded(leaving);
        }
    }

    @Test
    void what_never_ends_is_cut_off_in_the_end_whatever_signals_come() throws IOException {
        ProductionConfig config = config().with("QUARKUS_SHUTDOWN_DELAY", "0s").with("QUARKUS_SHUTDOWN_TIMEOUT", "2s");
        try (ArtifactProcess leaving = start("leaving-never", config);
                Socket running = connect(leaving)) {
            moonPay.add(SimulatorFault.hang(OPERATION));
            ask(running, "/v1/transactions");
            Awaitility.await().until(() -> moonPay.counts(OPERATION).inFlight() == 1);

            leaving.terminate();
            awaitRefused(leaving);
            leaving.terminate();

            assertThat(leaving.exitCode()).isIn(0, 143);
            assertThat(leaving.output()).contains("Timed out waiting for graceful shutdown");
        }
    }

    /** Requests that were given up or not served at all are not waited for: the default would be 25 seconds. */
    @Test
    void aborted_requests_do_not_delay_the_shutdown() throws IOException {
        try (ArtifactProcess leaving = start("leaving-gone", config().with("QUARKUS_SHUTDOWN_DELAY", "0s"))) {
            moonPay.delay("createSession", Duration.ofMillis(20));
            AbortedRequests.send(leaving.api().getPort(), 600, authorization());
            Awaitility.await().until(() -> metrics(leaving).contains("requests_in_flight 0.0"));

            leaving.terminate();

            assertEnded(leaving);
        }
    }

    @Test
    void a_change_whose_caller_is_gone_is_audited_before_the_exit() throws IOException {
        moonPay.delay("createSession", Duration.ofSeconds(4));
        String body = "{\"externalCustomerId\":\"cust-1\",\"deviceIp\":\"203.0.113.7\"}";

        assertThat(outputAfterLeaving("createSession", "POST", "/v1/sessions", body))
                .contains("audit, event=session.created, outcome=");
    }

    @Test
    void a_change_of_two_calls_is_audited_before_the_exit_too() throws IOException {
        Duration almostATimeout = Duration.ofSeconds(6);
        moonPay.delay("getCustomersByExternalId", almostATimeout);
        moonPay.delay("submitCustomerKyc", almostATimeout);
        String path = "/v1/customers/me/kyc?externalCustomerId=cust-kyc-files-1";

        assertThat(outputAfterLeaving("getCustomersByExternalId", "PATCH", path, "{\"residentialAddress\":{}}"))
                .contains("audit, event=kyc.submitted, outcome=");
    }

    @Test
    @NeedsJvm
    void a_demo_ends_at_once() {
        try (DemoProcess ending = DemoProcess.start("leaving-demo")) {
            ending.service().interrupt();

            assertThat(ending.service().exitCode()).isIn(0, 130);
            assertThat(ending.service().output())
                    .containsPattern("stopped in [0-3]\\.")
                    .doesNotContain(" ERROR ", " WARN ");
        }
    }

    /** Of a process whose caller resets the connection during this call to MoonPay, and which is then terminated. */
    private static String outputAfterLeaving(String operation, String method, String path, String body)
            throws IOException {
        String length = "Content-Length: " + body.length();
        String head = RawHttp.head(method, path, authorization(), "Content-Type: application/json", length);
        try (ArtifactProcess leaving = start("leaving-" + operation, config().with("QUARKUS_SHUTDOWN_DELAY", "0s"))) {
            try (Socket caller = connect(leaving)) {
                caller.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
                Awaitility.await().until(() -> moonPay.counts(operation).inFlight() == 1);
                caller.setSoLinger(true, 0);
            }
            Awaitility.await().until(() -> metrics(leaving).contains("requests_in_flight 0.0"));
            assertThat(moonPay.counts(operation).inFlight()).isEqualTo(1);

            leaving.terminate();

            assertThat(leaving.exitCode()).isIn(0, 143);
            return leaving.output();
        }
    }

    private static ProductionConfig config() {
        return ProductionConfig.complete(demo.simulator(), KEY).with("MOONPAY_REQUEST_TIMEOUT", "5m");
    }

    private static ArtifactProcess start(String name, ProductionConfig config) {
        return Artifact.PRODUCTION.start(name, config.environment()).ready();
    }

    private static EventStream stream(ArtifactProcess process) {
        String request =
                EventStream.request("/v1/quotes/stream", moonPay.accessToken("cust-7f31"), PURCHASE, authorization());
        return EventStream.send(
                "POST", "/v1/quotes/stream", request, process.api().getPort(), true);
    }

    private static String authorization() {
        return "Authorization: " + KEY.header();
    }

    private static Socket connect(ArtifactProcess process) throws IOException {
        Socket socket = new Socket("localhost", process.api().getPort());
        socket.setSoTimeout((int) ArtifactProcess.PATIENCE.toMillis());
        return socket;
    }

    private static void ask(Socket socket, String path) throws IOException {
        String request =
                RawHttp.head("GET", path, authorization(), "MoonPay-Access-Token: " + moonPay.accessToken("cust-7f31"));
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    private static RawHttp.Reply get(Socket socket, String path) throws IOException {
        ask(socket, path);
        RawHttp.Reply reply = RawHttp.read(socket, false);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply;
    }

    private static void assertLastOne(Socket socket, RawHttp.Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.header("Connection")).isEqualTo("close");
        assertThat(RawHttp.closes(socket)).isTrue();
    }

    private static void assertEnded(ArtifactProcess process) {
        assertThat(process.exitCode()).isIn(0, 143);
        assertThat(process.output()).contains(DRAINING, "stopped in");
        assertThat(process.output().split(DRAINING)[1]).doesNotContainPattern(FAULT);
    }

    private static void awaitStatus(int status, URI uri) {
        Awaitility.await(uri.toString())
                .atMost(ArtifactProcess.PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> given().get(uri).statusCode() == status);
    }

    private static void awaitRefused(ArtifactProcess process) {
        Awaitility.await("no new connections")
                .atMost(ArtifactProcess.PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    try (Socket taken = connect(process)) {
                        return !taken.isConnected();
                    } catch (ConnectException refused) {
                        return true;
                    }
                });
    }

    private static String metrics(ArtifactProcess process) {
        return given().get(process.management().resolve("/q/metrics")).asString();
    }
}
