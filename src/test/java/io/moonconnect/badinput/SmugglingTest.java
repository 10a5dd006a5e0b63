package io.moonconnect.badinput;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.moonconnect.testing.OnJdk25;
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
@OnJdk25
class SmugglingTest extends OutsideTest {

    private static final String JSON = "Content-Type: application/json";
    private static final String CHUNKED = "Transfer-Encoding: chunked";

    /** Bad input, so that the outer request does not reach MoonPay either. */
    private static final String BODY = "{\"externalCustomerId\":\"..\"}";

    private static final String CHUNKS = Integer.toHexString(BODY.length()) + "\r\n" + BODY + "\r\n0\r\n\r\n";

    private static final String HIDDEN =
            RawHttp.head("DELETE", "/v1/sessions?externalCustomerId=planted") + RawHttp.head("GET", "/v1/assets");

    /** A proxy may have used the one, and this service the other. */
    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 4", "Content-Length: 40000", "Content-Length: 0"})
    void a_length_beside_chunks(String length) throws IOException {
        refusedAtOnce(RawHttp.head("POST", "/v1/sessions", JSON, length, CHUNKED) + CHUNKS);
        refusedAtOnce(RawHttp.head("POST", "/v1/sessions", JSON, CHUNKED, length) + CHUNKS);
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
                "chunked\r\n x",
                "chunked,",
                ", chunked",
                "\u00a0chunked",
                "chunked\u0000"
            })
    void any_other_transfer_encoding(String encoding) throws IOException {
        String line = "Transfer-Encoding: " + encoding;
        refusedAtOnce(RawHttp.head("POST", "/v1/sessions", JSON, line) + CHUNKS);
        refusedAtOnce(RawHttp.head("POST", "/v1/sessions", JSON, line, "Content-Length: 0") + CHUNKS);
    }

    @Test
    void chunks_in_http_1_0() throws IOException {
        String head = RawHttp.head("POST", "/v1/sessions", JSON, CHUNKED, "Connection: keep-alive");
        refusedAtOnce(head.replace("HTTP/1.1", "HTTP/1.0") + CHUNKS);
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
    void what_is_no_head(String lines) throws IOException {
        String head = "POST /v1/sessions HTTP/1.1\r\n" + lines + "\r\nHost: localhost\r\n\r\n";
        ProblemAnswer.of(refusedAtOnce(head)).violates("request");
    }

    /** What a server skips before a request, another one may take for a request of its own, or for a part of its name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000",
                "\u0001",
                "\t",
                "\u000b",
                "\f",
                "\u001b",
                "\u007f",
                "\u0085",
                "\u00a0",
                "\u00ff",
                "\u00ef\u00bb\u00bf",
                "\r\n\u0000",
                "\r\n\u0001\r\n"
            })
    void what_is_no_beginning_of_a_request(String before) throws IOException {
        refusedAtOnce(before + RawHttp.head("GET", "/v1/assets"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "G\u0000ET /v1/assets HTTP/1.1",
                "G(ET /v1/assets HTTP/1.1",
                "GET: /v1/assets HTTP/1.1",
                "G\u00e9T /v1/assets HTTP/1.1",
                "GET /v1\u0000/assets HTTP/1.1",
                "GET /v1\u0001/assets HTTP/1.1",
                "GET /v1\r/assets HTTP/1.1",
                "GET /v1/assets HTTP/1.1 ",
                "GET /v1/assets HTTP 1.1"
            })
    void what_is_no_request_line(String line) throws IOException {
        refusedAtOnce(line + "\r\nHost: localhost\r\n\r\n");
    }

    /** RFC 9112 section 2.2 has a server pass over it; it is neither a request nor a part of one. */
    @Test
    void an_empty_line_before_a_request_is_no_request() throws IOException {
        try (Socket socket = RawHttp.open()) {
            send(socket, "\r\n" + RawHttp.head("GET", "/nowhere", "Connection: close"));
            assertThat(RawHttp.read(socket, false).status()).isEqualTo(404);
            assertNothingMore(socket);
        }
    }

    /** RFC 9112 section 5 has no header without a name, and section 3.2 none but one Host. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: localhost\r\n: planted",
                "Host: localhost\r\nHost: localhost",
                "Host: a b",
                "Host: localhost:99999",
                "X: there is no Host"
            })
    void a_head_that_others_may_read_in_another_way(String lines) throws IOException {
        refusedAtOnce("GET /v1/assets HTTP/1.1\r\n" + lines + "\r\n\r\n");
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
                "+2\r\n{}\r\n0\r\n\r\n",
                "2 \r\n{}\r\n0\r\n\r\n",
                " 2\r\n{}\r\n0\r\n\r\n",
                "2 x\r\n{}\r\n0\r\n\r\n",
                "\r\n{}\r\n0\r\n\r\n",
                "ffffffff1\r\nplanted\r\n0\r\n\r\n",
                "10000000000000002\r\n{}\r\n0\r\n\r\n",
                "2;\n{}\r\n0\r\n\r\n",
                "2;a\rb\r\n{}\r\n0\r\n\r\n",
                "2;a\u0000b\r\n{}\r\n0\r\n\r\n",
                "2;a=\"\r\n{}\"\r\n{}\r\n0\r\n\r\n",
                "2\n{}\n0\n\n",
                "2\r{}\r\n0\r\n\r\n",
                "2\r\n{}planted\r\n0\r\n\r\n",
                "2\r\n{}\n0\r\n\r\n",
                "2\r\n{}0\r\n\r\n",
                "2\r\n{}\r\n0\n\r\n",
                "2\r\n{}\r\n0\r\nX Y: a\r\n\r\n",
                "2\r\n{}\r\n0\r\n: a\r\n\r\n",
                "2\r\n{}\r\n0\r\nX: a\n\r\n"
            })
    void chunks_that_are_none(String chunks) throws IOException {
        refusedAtOnce(RawHttp.head("POST", "/v1/sessions", JSON, CHUNKED) + chunks);
    }

    /** Rejected in order, so that the rejection is not taken for the previous response. */
    @Test
    void chunks_that_are_none_behind_another_request() throws IOException {
        try (Socket socket = RawHttp.open()) {
            send(socket, RawHttp.head("GET", "/v1/disclosures") + RawHttp.head("POST", "/v1/sessions", JSON, CHUNKED));
            send(socket, "zz\r\n" + HIDDEN);
            assertThat(RawHttp.read(socket, false).status()).isEqualTo(200);
            assertThat(RawHttp.read(socket, false).status()).isEqualTo(400);
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

    /** Sends it with the hidden requests behind it, and sees a 400, ours or the server's own, and then the end. */
    private static RawHttp.Reply refusedAtOnce(String request) throws IOException {
        try (Socket socket = RawHttp.open()) {
            send(socket, request + HIDDEN);
            RawHttp.Reply reply = RawHttp.read(socket, false);
            assertThat(reply.status()).isEqualTo(400);
            assertNothingMore(socket);
            return reply;
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
