package io.moonconnect.badinput;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.Metrics;
import io.moonconnect.testing.ProblemAnswer;
import io.moonconnect.testing.RawHttp;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Slow clients cannot hold connections or requests indefinitely. */
@QuarkusTest
@TestProfile(ShortPatience.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@Lengthy
class SlowClientTest extends OutsideTest {

    private static final String JSON = "Content-Type: application/json";
    private static final String BODY = "{\"externalCustomerId\":\"cust-1\"}";

    /** A whole request, after which the connection is kept. */
    private static final String KEPT = RawHttp.head("GET", "/v1/disclosures");

    /** Far more than anything here should take, and far less than production's times. */
    private static final Duration BOUND = Duration.ofSeconds(15);

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 31", "Transfer-Encoding: chunked"})
    void a_body_that_drips_is_refused_and_cut_off(String framing) throws IOException {
        byte[] drop =
                framing.startsWith("Content") ? new byte[] {' '} : "1\r\n \r\n".getBytes(StandardCharsets.US_ASCII);
        ScheduledExecutorService drip = Executors.newSingleThreadScheduledExecutor();
        try (Socket socket = RawHttp.open()) {
            OutputStream out = socket.getOutputStream();
            out.write(RawHttp.head("POST", "/v1/sessions", JSON, framing).getBytes(StandardCharsets.US_ASCII));
            drip.scheduleAtFixedRate(() -> write(out, drop), 0, 100, TimeUnit.MILLISECONDS);

            assertRefusedAndClosed(socket);
            await().atMost(BOUND).until(() -> Metrics.page().contains("\nbodies_held_bytes 0.0\n"));
        } finally {
            drip.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /v1/sessions",
                "POST /v1/quotes",
                "POST /v1/connections/requirements",
                "DELETE /v1/sessions?externalCustomerId=c",
                "GET /v1/assets",
                "POST /nowhere"
            })
    void a_body_that_never_comes_is_refused_and_cut_off(String request) throws IOException {
        String[] parts = request.split(" ");
        try (Socket counted = RawHttp.open();
                Socket chunked = RawHttp.open()) {
            send(counted, RawHttp.head(parts[0], parts[1], JSON, "Content-Length: 31"));
            send(chunked, RawHttp.head(parts[0], parts[1], JSON, "Transfer-Encoding: chunked"));

            assertRefusedAndClosed(counted);
            assertRefusedAndClosed(chunked);
        }
    }

    @Test
    void a_body_that_comes_late_all_the_same_is_not_looked_at() throws IOException {
        try (Socket socket = RawHttp.open()) {
            send(socket, RawHttp.head("POST", "/v1/sessions", JSON, "Content-Length: " + BODY.length()));
            ProblemAnswer.of(RawHttp.read(socket, false)).violates("body");

            send(socket, BODY);

            assertThat(RawHttp.closes(socket)).isTrue();
        }
    }

    @Test
    void a_connection_with_nothing_half_a_head_or_nothing_more_is_closed() throws IOException {
        List<String> starts =
                List.of("", "G", "GET /v1/assets HTTP/1.1", "GET /v1/assets HTTP/1.1\r\nHost: local", KEPT);
        List<Socket> open = new ArrayList<>();
        try {
            for (String start : starts) {
                Socket socket = RawHttp.open();
                open.add(socket);
                send(socket, start);
            }
            for (Socket socket : open) {
                assertClosesInTime(socket);
            }
        } finally {
            closeAll(open);
        }
    }

    @Test
    void connections_over_the_limit_are_closed_and_the_others_still_served() throws IOException {
        List<Socket> open = new ArrayList<>();
        try {
            int refused = 0;
            for (int i = 0; i < 60; i++) {
                Socket socket = RawHttp.open();
                open.add(socket);
                refused += isServed(socket) ? 0 : 1;
            }

            assertThat(refused).isGreaterThanOrEqualTo(10);
            assertThat(isServed(open.get(0))).isTrue();
        } finally {
            closeAll(open);
        }
    }

    private static void closeAll(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private static boolean isServed(Socket socket) {
        try {
            send(socket, KEPT);
            return RawHttp.read(socket, false).status() == 200;
        } catch (IOException closed) {
            return false;
        }
    }

    private static void assertRefusedAndClosed(Socket socket) throws IOException {
        long start = System.nanoTime();
        RawHttp.Reply reply = RawHttp.read(socket, false);
        ProblemAnswer.of(reply).violates("body");
        assertThat(reply.header("Connection")).isEqualTo("close");
        assertThat(RawHttp.closes(socket)).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
    }

    private static void assertClosesInTime(Socket socket) {
        long start = System.nanoTime();
        assertThat(RawHttp.closes(socket)).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void write(OutputStream out, byte[] bytes) {
        try {
            out.write(bytes);
        } catch (IOException cutOff) {
            throw new IllegalStateException("ends the dripping", cutOff);
        }
    }
}
