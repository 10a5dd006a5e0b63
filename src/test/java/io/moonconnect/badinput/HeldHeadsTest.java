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

import io.moonconnect.problem.ProblemType;
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

/** The total size of unfinished heads and trailers is bounded: the slowest give way, and a head that arrives at once is served. */
@QuarkusTest
@TestProfile(LittleMemory.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@Lengthy
class HeldHeadsTest {

    private static final String HELD = "heads_held_bytes";
    private static final String REFUSED = "requests_refused_total{reason=\"head_memory\",status=\"503\"}";
    private static final String DISCLOSURES = RawHttp.head("GET", "/v1/disclosures");

    /** The longest first line and the largest headers. */
    private static final int LARGEST = 32 * 1024;

    /** Of the largest head. */
    private static final int MOST_OF_IT = 20_000;

    private static final int FIT = LittleMemory.BYTES / MOST_OF_IT;

    private static final Duration BOUND = Duration.ofSeconds(30);

    private static final String BODY = "{\"externalCustomerId\":\"..\"}";

    /** Up to its trailers. */
    private static final String CHUNKED =
            RawHttp.head("POST", "/v1/sessions", "Content-Type: application/json", "Transfer-Encoding: chunked")
                    + Integer.toHexString(BODY.length()) + "\r\n" + BODY + "\r\n0\r\n";

    private final List<Socket> open = new ArrayList<>();

    @BeforeEach
    void nothing_is_held() {
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
    void over_the_bound_the_oldest_unfinished_heads_are_refused() throws IOException {
        double before = Metrics.value(REFUSED);
        for (int i = 0; i < 3 * FIT; i++) {
            write(open(), partly(MOST_OF_IT));
        }

        RawHttp.Reply reply = RawHttp.read(open.get(0), false);
        ProblemAnswer.of(reply).is(ProblemType.OVERLOADED);
        assertThat(reply.header("Retry-After")).isEqualTo("1");
        assertThat(RawHttp.closes(open.get(0))).isTrue();
        await().atMost(BOUND).until(() -> Metrics.value(REFUSED) >= before + 2 * FIT);
        assertThat(Metrics.value(HELD)).isLessThanOrEqualTo(LittleMemory.BYTES);
    }

    @Test
    void over_the_bound_the_oldest_unfinished_trailers_are_refused() throws IOException {
        double before = Metrics.value(REFUSED);
        for (int i = 0; i < 3 * FIT; i++) {
            write(open(), CHUNKED + trailers(MOST_OF_IT));
        }

        RawHttp.Reply reply = RawHttp.read(open.get(0), false);
        ProblemAnswer.of(reply).is(ProblemType.OVERLOADED);
        assertThat(RawHttp.closes(open.get(0))).isTrue();
        await().atMost(BOUND).until(() -> Metrics.value(REFUSED) >= before + 2 * FIT);
        assertThat(Metrics.value(HELD)).isLessThanOrEqualTo(LittleMemory.BYTES);
    }

    @Test
    void trailers_are_held_until_they_are_finished() throws IOException {
        Socket socket = open();
        write(socket, CHUNKED);
        String trailers = trailers(MOST_OF_IT);
        for (int sent = 0; sent < MOST_OF_IT; sent += MOST_OF_IT / 25) {
            write(socket, trailers.substring(sent, sent + MOST_OF_IT / 25));
        }
        await().atMost(BOUND)
                .untilAsserted(() -> assertThat(Metrics.value(HELD)).isBetween((double) MOST_OF_IT, MOST_OF_IT + 20.0));
        write(socket, "\r\n\r\n");

        assertThat(RawHttp.read(socket, false).status()).isEqualTo(400);
        awaitHeld(0);
    }

    @Test
    void heads_that_arrive_at_once_are_served_while_others_fill_the_memory() throws IOException {
        for (int i = 0; i < FIT; i++) {
            write(open(), partly(MOST_OF_IT));
        }
        awaitHeld(FIT * MOST_OF_IT);

        for (int i = 0; i < 20; i++) {
            assertThat(RawHttp.send("GET", "/v1/disclosures", "X-Long: " + "a".repeat(MOST_OF_IT))
                            .status())
                    .isEqualTo(200);
        }
    }

    /** Connections go to the event loops in turn, so those that fill the memory here have one in common. */
    @Test
    void new_heads_are_not_refused_for_older_ones_of_another_event_loop() throws IOException {
        int loops = 2 * Runtime.getRuntime().availableProcessors();
        for (int i = 0; i < loops * FIT; i++) {
            Socket socket = open();
            if (i % loops == 0) {
                write(socket, partly(MOST_OF_IT));
            }
        }
        awaitHeld(FIT * MOST_OF_IT);
        for (int i = 0; i < loops; i++) {
            Socket socket = open();
            int held = (int) Metrics.value(HELD);
            write(socket, partly(MOST_OF_IT / 2));
            await().atMost(BOUND).until(() -> Metrics.value(HELD) != held);
            write(socket, "\r\n\r\n");
            assertThat(RawHttp.read(socket, false).status())
                    .as("connection %d", i)
                    .isEqualTo(200);
        }
    }

    @Test
    void a_finished_head_is_let_go_and_served() throws IOException {
        Socket socket = open();
        write(socket, partly(MOST_OF_IT));
        awaitHeld(MOST_OF_IT);
        write(socket, "\r\n\r\n");

        assertThat(RawHttp.read(socket, false).status()).isEqualTo(200);
        awaitHeld(0);
    }

    @Test
    void a_part_of_a_head_behind_a_whole_request_is_held() throws IOException {
        String part = partly(1_000);
        write(open(), DISCLOSURES + part);

        assertThat(RawHttp.read(open.get(0), false).status()).isEqualTo(200);
        awaitHeld(part.length());
    }

    @Test
    void a_part_of_a_head_behind_a_body_is_held_even_if_the_body_has_empty_lines() throws IOException {
        String body = "{\r\n\r\n\"externalCustomerId\":\"\"}\r\n\r\n";
        String part = partly(1_000);
        String head = RawHttp.head(
                "POST", "/v1/sessions", "Content-Type: application/json", "Content-Length: " + body.length());
        Socket socket = open();
        // The empty line after the head is split between two reads.
        write(socket, head.substring(0, head.length() - 1));
        awaitHeld(head.length() - 1);
        write(socket, "\n" + body + part);

        assertThat(RawHttp.read(socket, false).status()).isEqualTo(400);
        awaitHeld(part.length());
    }

    @Test
    void a_head_whose_empty_line_is_split_behind_a_whole_request_does_not_hide_the_next_one() throws IOException {
        Socket socket = open();
        String start = DISCLOSURES.substring(0, DISCLOSURES.length() - 2);
        write(socket, DISCLOSURES + start);
        awaitHeld(start.length());
        String part = partly(10_000);
        write(socket, "\r\n" + part);

        awaitHeld(part.length());
    }

    @Test
    void whole_requests_that_arrive_together_hold_nothing() throws IOException {
        Socket socket = open();
        write(socket, DISCLOSURES + DISCLOSURES);

        assertThat(RawHttp.read(socket, false).status()).isEqualTo(200);
        assertThat(RawHttp.read(socket, false).status()).isEqualTo(200);
        awaitHeld(0);
    }

    @Test
    void empty_lines_before_a_head_count_as_one_head_at_most() throws IOException {
        Socket socket = open();
        String lines = "\r\n".repeat(1_000);
        for (int sent = lines.length(); sent <= 20 * lines.length(); sent += lines.length()) {
            write(socket, lines);
            awaitHeld(Math.min(sent, LARGEST));
        }
        write(socket, DISCLOSURES);

        assertThat(RawHttp.read(socket, false).status()).isEqualTo(200);
        awaitHeld(0);
    }

    @Test
    void many_short_lines_count_by_their_use_of_memory() throws IOException {
        Socket socket = open();
        String part = partly(60) + "\r\n" + "a:\r\n".repeat(1_000);
        write(socket, part);

        await().atMost(BOUND)
                .untilAsserted(() -> assertThat(Metrics.value(HELD)).isGreaterThan(20 * part.length()));
        write(socket, "\r\n");
        RawHttp.read(socket, false);
        awaitHeld(0);
    }

    @Test
    void idle_connections_hold_nothing() throws IOException {
        Socket socket = open();
        for (int i = 0; i < 3; i++) {
            write(socket, DISCLOSURES);
            assertThat(RawHttp.read(socket, false).status()).isEqualTo(200);
            awaitHeld(0);
        }
    }

    private Socket open() throws IOException {
        Socket socket = RawHttp.open();
        open.add(socket);
        return socket;
    }

    /** So many bytes of a head whose end is missing. */
    private static String partly(int bytes) {
        String start = "GET /v1/disclosures HTTP/1.1\r\nHost: localhost\r\nX-Long: ";
        return start + "a".repeat(bytes - start.length());
    }

    /** So many bytes of trailers whose end is missing. */
    private static String trailers(int bytes) {
        String start = "X-Long: ";
        return start + "a".repeat(bytes - start.length());
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void awaitHeld(int bytes) {
        await().atMost(BOUND)
                .untilAsserted(() -> assertThat(Metrics.value(HELD)).isEqualTo(bytes));
    }
}
