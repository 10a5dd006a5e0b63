package io.moonconnect.badinput;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.moonconnect.problem.ProblemType;
import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.Metrics;
import io.moonconnect.testing.ProblemAnswer;
import io.moonconnect.testing.RawHttp;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorFault;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The total size of bodies is bounded: a client that fills it with partial bodies affects no bodies within it. */
@QuarkusTest
@TestProfile(LittleMemory.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@Lengthy
class HeldBodiesTest {

    private static final String JSON = "Content-Type: application/json";
    private static final String CHUNKED = "Transfer-Encoding: chunked";
    private static final String HELD = "bodies_held_bytes";

    private static final int LARGEST = 32 * 1024;

    /** Of the largest body. */
    private static final int MOST_OF_IT = 30_000;

    /** This many fit, with a little memory left. */
    private static final int FULL = LittleMemory.BYTES / MOST_OF_IT;

    private static final Duration BOUND = Duration.ofSeconds(30);

    private final List<Socket> open = new ArrayList<>();
    private SimulatorControl moonPay;

    @BeforeEach
    void freshWorld() {
        moonPay = SimulatorControl.ofTheServiceUnderTest();
        moonPay.reset();
        moonPay.rate(0);
        awaitHeld(0);
    }

    @AfterEach
    void nothing_is_held_once_everybody_has_gone() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
        awaitHeld(0);
    }

    @Test
    void over_the_bound_a_body_is_refused_and_its_connection_closed() throws IOException {
        fill();

        List<Socket> late = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            late.add(sends(LARGEST, MOST_OF_IT));
        }
        for (Socket socket : late) {
            RawHttp.Reply reply = RawHttp.read(socket, false);
            ProblemAnswer.of(reply).is(ProblemType.OVERLOADED);
            assertThat(reply.header("Retry-After")).isEqualTo("1");
            assertThat(reply.header("Connection")).isEqualTo("close");
        }
        for (Socket socket : late) {
            assertThat(RawHttp.closes(socket)).isTrue();
        }
        assertThat(moonPay.started()).as("calls that reached MoonPay").isZero();
        awaitHeld(FULL * MOST_OF_IT);
    }

    @Test
    void bodies_within_the_limit_are_served_meanwhile() throws IOException {
        fill();

        assertThat(session(1000).status()).isEqualTo(201);
        assertThat(RawHttp.send("GET", "/v1/disclosures").status()).isEqualTo(200);
    }

    @Test
    void a_body_that_was_waited_for_is_served() throws IOException {
        fill();

        write(open.get(0), " ".repeat(LARGEST - MOST_OF_IT));

        assertThat(RawHttp.read(open.get(0), false).status()).isEqualTo(201);
        awaitHeld((FULL - 1) * MOST_OF_IT);
    }

    @Test
    void once_they_have_gone_the_largest_body_is_served_again() throws IOException {
        fill();
        for (Socket socket : open) {
            socket.close();
        }
        awaitHeld(0);

        for (int i = 0; i < 2 * FULL; i++) {
            assertThat(session(LARGEST).status()).isEqualTo(201);
        }
    }

    /** Otherwise the bound could be reached for nothing. */
    @Test
    void content_length_alone_reserves_no_memory() throws IOException {
        for (int i = 0; i < 3 * FULL; i++) {
            sends(LARGEST, 0);
        }
        assertThat(session(LARGEST).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({"POST, /v1/sessions, 201", "POST, /v1/quotes, 400", "POST, /nowhere, 404", "GET, /v1/disclosures, 200"})
    void an_answer_lets_the_body_go(String method, String path, int status) throws IOException {
        String head = RawHttp.head(method, path, JSON, "Content-Length: " + LARGEST);
        try (Socket socket = RawHttp.open()) {
            write(socket, head + body(LARGEST));
            assertThat(RawHttp.read(socket, false).status()).isEqualTo(status);
            awaitHeld(0);
        }
    }

    @Test
    void a_body_that_turns_out_too_large_is_let_go() throws IOException {
        try (Socket socket = RawHttp.open()) {
            write(socket, RawHttp.head("POST", "/v1/sessions", JSON, CHUNKED));
            write(socket, "4000\r\n" + " ".repeat(0x4000) + "\r\n");
            awaitHeld(0x4000);
            write(socket, "4001\r\n" + " ".repeat(0x4001) + "\r\n");
            ProblemAnswer.of(RawHttp.read(socket, false)).is(ProblemType.PAYLOAD_TOO_LARGE);
            awaitHeld(0);
        }
    }

    @Test
    void a_body_that_turns_out_to_be_none_is_let_go() throws IOException {
        try (Socket socket = RawHttp.open()) {
            write(socket, RawHttp.head("POST", "/v1/sessions", JSON, CHUNKED) + "5\r\n     \r\n");
            awaitHeld(5);
            write(socket, "no length\r\n");
            awaitHeld(0);
        }
    }

    @Test
    void a_disconnect_during_a_call_releases_the_body() throws IOException {
        moonPay.add(SimulatorFault.hang("createSession"));
        try (Socket socket = RawHttp.open()) {
            write(socket, RawHttp.head("POST", "/v1/sessions", JSON, "Content-Length: 1000") + body(1000));
            await().atMost(BOUND).until(() -> moonPay.started() == 1);
        }
        awaitHeld(0);
    }

    private void fill() throws IOException {
        for (int i = 0; i < FULL; i++) {
            sends(LARGEST, MOST_OF_IT);
        }
        awaitHeld(FULL * MOST_OF_IT);
    }

    /** A connection on which so much of a body has come, and the rest is awaited. */
    private Socket sends(int announced, int sent) throws IOException {
        Socket socket = RawHttp.open();
        open.add(socket);
        String head = RawHttp.head("POST", "/v1/sessions", JSON, "Content-Length: " + announced);
        write(socket, head + (sent == 0 ? "" : body(sent)));
        return socket;
    }

    private static RawHttp.Reply session(int length) {
        String head = RawHttp.head("POST", "/v1/sessions", JSON, "Content-Length: " + length);
        return RawHttp.exchange((head + body(length)).getBytes(StandardCharsets.US_ASCII));
    }

    private static String body(int length) {
        String body = "{\"externalCustomerId\":\"cust-1\"}";
        return body + " ".repeat(length - body.length());
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void awaitHeld(int bytes) {
        await().atMost(BOUND).untilAsserted(() -> assertThat(Metrics.page()
                        .lines()
                        .filter(line -> line.startsWith(HELD + " "))
                        .map(line -> Double.valueOf(line.substring(HELD.length() + 1))))
                .containsExactly((double) bytes));
    }
}
