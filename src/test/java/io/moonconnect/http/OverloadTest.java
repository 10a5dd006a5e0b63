package io.moonconnect.http;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.moonconnect.problem.ProblemType;
import io.moonconnect.testing.AbortedRequests;
import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.Metrics;
import io.moonconnect.testing.ProblemAnswer;
import io.moonconnect.testing.RawHttp;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorFault;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;

import static io.moonconnect.testing.Api.anybody;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Requests over the limit are rejected at once, and every admitted request releases its slot. */
@QuarkusTest
@TestProfile(FewAtOnce.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
@Lengthy
class OverloadTest {

    private static final String OPERATION = "createSession";
    private static final String READ = "listPaymentMethods";
    private static final String JSON = "Content-Type: application/json";
    private static final String BODY = "{\"externalCustomerId\":\"cust-1\"}";
    private static final String SESSION =
            RawHttp.head("POST", "/v1/sessions", JSON, "Content-Length: " + BODY.length()) + BODY;

    /** Far more than a refusal takes, and far less than what is being served does. */
    private static final int AT_ONCE_MILLIS = 5000;

    private final List<Socket> open = new ArrayList<>();

    @AfterEach
    void no_place_is_lost() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
        awaitInFlight(0);
    }

    @Test
    void a_request_over_the_limit_is_rejected_at_once_and_does_not_reach_moonpay(SimulatorControl moonPay)
            throws IOException {
        fill(moonPay);
        double shed = Metrics.value("requests_shed_total");

        Socket socket = open();
        socket.setSoTimeout(AT_ONCE_MILLIS);
        send(socket, SESSION);
        ProblemAnswer answer = ProblemAnswer.of(RawHttp.read(socket, false)).is(ProblemType.OVERLOADED);

        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(Metrics.value("requests_shed_total") - shed).isEqualTo(1);
        assertThat(moonPay.counts(OPERATION).started()).isZero();
    }

    @Test
    void it_is_refused_before_its_body_is_there(SimulatorControl moonPay) throws IOException {
        fill(moonPay);

        Socket socket = open();
        socket.setSoTimeout(AT_ONCE_MILLIS);
        send(socket, RawHttp.head("POST", "/v1/sessions", JSON, "Content-Length: 30000"));

        RawHttp.Reply reply = RawHttp.read(socket, false);
        ProblemAnswer.of(reply).is(ProblemType.OVERLOADED);
        assertThat(reply.header("Connection")).isEqualTo("close");
        assertThat(RawHttp.closes(socket)).isTrue();
    }

    @Test
    void every_path_is_rejected_and_pages_may_read_the_rejection(SimulatorControl moonPay) throws IOException {
        fill(moonPay);

        for (String path : List.of("/v1/disclosures", "/v1/assets", "/nowhere")) {
            ProblemAnswer answer = ProblemAnswer.of(
                            anybody().header("Origin", FewAtOnce.SHOP).get(path))
                    .is(ProblemType.OVERLOADED);
            assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(FewAtOnce.SHOP);
            assertThat(answer.header("Access-Control-Expose-Headers")).contains("Retry-After");
        }
    }

    @Test
    void probes_metrics_and_preflights_are_answered_all_the_same(SimulatorControl moonPay) throws IOException {
        fill(moonPay);

        for (String path : List.of("/q/health/live", "/q/health/ready", "/q/health/started", "/q/metrics")) {
            given().get(Metrics.management(path)).then().statusCode(200);
        }
        given().header("Origin", FewAtOnce.SHOP)
                .header("Access-Control-Request-Method", "POST")
                .options("/v1/quotes")
                .then()
                .statusCode(204);
    }

    @Test
    void admitted_requests_are_answered_and_free_capacity(SimulatorControl moonPay) throws IOException {
        moonPay.add(SimulatorFault.delay(OPERATION, Duration.ofSeconds(6)));
        List<Socket> served = start(FewAtOnce.MAX);
        awaitInFlight(FewAtOnce.MAX);

        assertThat(anybody().get("/v1/disclosures").statusCode()).isEqualTo(503);
        for (Socket socket : served) {
            assertThat(RawHttp.read(socket, false).status()).isEqualTo(201);
        }
        awaitInFlight(0);
        assertThat(anybody().get("/v1/disclosures").statusCode()).isEqualTo(200);
    }

    @Test
    void a_kept_connection_that_was_refused_is_served_later(SimulatorControl moonPay) throws IOException {
        fill(moonPay);
        Socket kept = open();
        send(kept, RawHttp.head("GET", "/v1/disclosures"));
        assertThat(RawHttp.read(kept, false).status()).isEqualTo(503);
        for (Socket socket : open.subList(0, FewAtOnce.MAX)) {
            socket.close();
        }
        awaitInFlight(0);

        send(kept, RawHttp.head("GET", "/v1/disclosures"));

        assertThat(RawHttp.read(kept, false).status()).isEqualTo(200);
    }

    /** Each request takes a slot or is rejected, and no slot leaks. */
    @Test
    void thousands_of_aborted_requests_leak_no_capacity(SimulatorControl moonPay) throws IOException {
        moonPay.delay(OPERATION, Duration.ofMillis(20));

        AbortedRequests.send(RestAssured.port, 3000);

        awaitInFlight(0);
        assertThat(anybody().get("/v1/disclosures").statusCode()).isEqualTo(200);
    }

    @Test
    void bodies_that_never_arrive_take_no_capacity() throws IOException {
        for (int i = 0; i < 3 * FewAtOnce.MAX; i++) {
            Socket socket = open();
            send(socket, RawHttp.head("GET", "/v1/disclosures"));
            assertThat(RawHttp.read(socket, false).status()).isEqualTo(200);
            send(socket, RawHttp.head("POST", "/v1/sessions", JSON, "Content-Length: 31") + "{");
        }
        Awaitility.await().until(() -> Metrics.value("bodies_held_bytes") > 0);

        assertThat(anybody().get("/v1/disclosures").statusCode()).isEqualTo(200);
    }

    /** Takes all slots for longer than a test takes, by requests that are cancelled when their client disconnects. */
    private void fill(SimulatorControl moonPay) throws IOException {
        moonPay.add(SimulatorFault.hang(READ));
        for (int i = 0; i < FewAtOnce.MAX; i++) {
            String token = "MoonPay-Access-Token: " + moonPay.accessToken("cust-" + i);
            send(open(), RawHttp.head("GET", "/v1/payment-methods", token));
        }
        awaitInFlight(FewAtOnce.MAX);
        Awaitility.await().until(() -> moonPay.counts(READ).started() == FewAtOnce.MAX);
    }

    private List<Socket> start(int requests) throws IOException {
        List<Socket> started = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            Socket socket = open();
            send(socket, SESSION);
            started.add(socket);
        }
        return started;
    }

    private Socket open() throws IOException {
        Socket socket = RawHttp.open();
        open.add(socket);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void awaitInFlight(int requests) {
        Awaitility.await("requests in flight").atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        Metrics.value("requests_in_flight"))
                .isEqualTo(requests));
    }
}
