package io.moonconnect.badinput;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.moonconnect.testing.ProblemAnswer;
import io.moonconnect.testing.RawHttp;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A request that could end in two places hides no second one. Behind each there is a call that would reach MoonPay if it
 * were served; it never is, and the connection is closed.
 */
@QuarkusTest
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
class SmugglingTest extends OutsideTest {

    private static final String JSON = "Content-Type: application/json";
    private static final String CHUNKED = "Transfer-Encoding: chunked";

    /** Bad input, so that the outer request does not reach MoonPay either. */
    private static final String BODY = "{\"externalCustomerId\":\"..\"}";

    private static final String CHUNKS = Integer.toHexString(BODY.length()) + "\r\n" + BODY + "\r\n0\r\n\r\n";

    private static final String HIDDEN =
            RawHttp.head("DELETE", "/v1/sessions?externalCustomerId=planted") + RawHttp.head("GET", "/v1/assets");

    /** The server takes the chunks and drops the length; a proxy may have gone by the length. */
    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 4", "Content-Length: 40000", "Content-Length: 0"})
    void a_length_beside_chunks(String length) throws IOException {
        answersOnce(RawHttp.head("POST", "/v1/sessions", JSON, length, CHUNKED) + CHUNKS)
                .violates("externalCustomerId");
        answersOnce(RawHttp.head("POST", "/v1/sessions", JSON, CHUNKED, length) + CHUNKS)
                .violates("externalCustomerId");
    }

    @Test
    void chunks_alone_are_read_but_end_the_connection_too() throws IOException {
        answersOnce(RawHttp.head("POST", "/v1/sessions", JSON, CHUNKED) + CHUNKS)
                .violates("externalCustomerId");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xchunked",
                "identity",
                "gzip, chunked",
                "chunked, gzip",
                "chunked, chunked",
                "chunked;q=1",
                "\"chunked\"",
                "",
                "chunked\r\nTransfer-Encoding: identity",
                "identity\r\nTransfer-Encoding: chunked",
                "chunked\r\nTransfer-Encoding: chunked",
                "chunked\r\n x"
            })
    void any_other_transfer_encoding(String encoding) throws IOException {
        String line = "Transfer-Encoding: " + encoding;
        answersOnce(RawHttp.head("POST", "/v1/sessions", JSON, line) + CHUNKS).violates("Transfer-Encoding");
        answersOnce(RawHttp.head("POST", "/v1/sessions", JSON, line, "Content-Length: 0") + CHUNKS)
                .violates("Transfer-Encoding");
    }

    @Test
    void chunks_in_http_1_0() throws IOException {
        String head = RawHttp.head("POST", "/v1/sessions", JSON, CHUNKED, "Connection: keep-alive");
        try (Socket socket = RawHttp.open()) {
            send(socket, head.replace("HTTP/1.1", "HTTP/1.0") + CHUNKS + HIDDEN);
            ProblemAnswer.of(RawHttp.read(socket, false)).violates("Transfer-Encoding");
            assertNothingMore(socket);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 27\r\nContent-Length: 27",
                "Content-Length: 27\r\nContent-Length: 0",
                "Content-Length: 27, 27",
                "Content-Length: +27",
                "Content-Length: -1",
                "Content-Length: 2 7",
                "Content-Length: 0x1b",
                "Content-Length: ",
                "Content-Length : 27",
                "Transfer-Encoding : chunked",
                "Transfer-Encoding: \u000bchunked",
                "X: a\nTransfer-Encoding: chunked",
                "X: a\rTransfer-Encoding: chunked",
                "X: a\u0000b",
                "X: a\u0001b",
                "X: a\u007fb",
                "X Y: a",
                "X\tY: a",
                "X(Y): a",
                "X",
                " X: a"
            })
    void what_is_no_head_ends_in_the_server_itself(String lines) throws IOException {
        try (Socket socket = RawHttp.open()) {
            send(socket, "POST /v1/sessions HTTP/1.1\r\n" + lines + "\r\nHost: localhost\r\n\r\n" + HIDDEN);
            RawHttp.Reply reply = RawHttp.read(socket, false);
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.body()).isEmpty();
            assertNothingMore(socket);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/assets\r\n\r\n",
                "GET /v1/assets HTTP/1.1\nHost: localhost\n\n",
                "GET /v1/assets HTTP/1.2\r\nHost: localhost\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "GET /v1/assets HTTP/1.1 x\r\nHost: localhost\r\n\r\n",
                "GET /v1/assets http/1.1\r\nHost: localhost\r\n\r\n",
            })
    void another_version_of_http_is_refused(String request) throws IOException {
        try (Socket socket = RawHttp.open()) {
            send(socket, request + HIDDEN);
            RawHttp.Reply reply = RawHttp.read(socket, false);
            assertThat(reply.status()).isIn(400, 501);
            assertNothingMore(socket);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zz\r\nplanted\r\n0\r\n\r\n",
                "0x1b\r\nplanted\r\n0\r\n\r\n",
                "-1\r\nplanted\r\n0\r\n\r\n",
                "ffffffff1\r\nplanted\r\n0\r\n\r\n",
                "2;\n{}\r\n0\r\n\r\n",
                "2\n{}\n0\n\n",
                "2\r\n{}planted\r\n0\r\n\r\n",
            })
    void chunks_that_are_none_get_no_answer_at_all(String chunks) throws IOException {
        try (Socket socket = RawHttp.open()) {
            send(socket, RawHttp.head("POST", "/v1/sessions", JSON, CHUNKED) + chunks + HIDDEN);
            assertNothingMore(socket);
        }
    }

    @Test
    void a_body_of_a_get_is_a_body() throws IOException {
        try (Socket socket = RawHttp.open()) {
            send(socket, RawHttp.head("GET", "/nowhere", "Content-Length: " + HIDDEN.length()) + HIDDEN);
            assertThat(RawHttp.read(socket, false).status()).isEqualTo(404);

            send(socket, RawHttp.head("GET", "/v1/disclosures/x"));
            assertThat(RawHttp.read(socket, false).status()).isEqualTo(404);
        }
    }

    /** Its answer is given before the body is there, so that what follows may be the body or a request. */
    @Test
    void a_refusal_before_the_body_ends_the_connection() throws IOException {
        answersOnce(RawHttp.head("POST", "/v1//sessions", JSON, "Content-Length: 5"))
                .violates("path");
        answersOnce(RawHttp.head("POST", "/v1/sessions", JSON, "Host: again", "Content-Length: 5"))
                .violates("Host");
    }

    /** Sends it with the hidden requests behind it, and sees one answer and then the end. */
    private static ProblemAnswer answersOnce(String request) throws IOException {
        try (Socket socket = RawHttp.open()) {
            send(socket, request + HIDDEN);
            RawHttp.Reply reply = RawHttp.read(socket, false);
            assertThat(reply.header("Connection")).isEqualTo("close");
            assertNothingMore(socket);
            return ProblemAnswer.of(reply);
        }
    }

    private static void assertNothingMore(Socket socket) {
        int next;
        try {
            next = socket.getInputStream().read();
        } catch (SocketTimeoutException stillOpen) {
            throw new AssertionError("the connection is still open", stillOpen);
        } catch (IOException reset) {
            next = -1;
        }
        assertThat(next).as("a byte behind the answer").isEqualTo(-1);
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
