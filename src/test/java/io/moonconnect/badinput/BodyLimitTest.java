package io.moonconnect.badinput;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.moonconnect.problem.ProblemType;
import io.moonconnect.testing.OnJdk25;
import io.moonconnect.testing.ProblemAnswer;
import io.moonconnect.testing.RawHttp;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static org.assertj.core.api.Assertions.assertThat;

/** A body has 32 KiB at most, and KYC data 256 KiB, whether it says so before or not. */
@QuarkusTest
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@OnJdk25
class BodyLimitTest extends OutsideTest {

    private static final int MAX = 32 * 1024;
    private static final String JSON = "Content-Type: application/json";
    private static final String CHUNKED = "Transfer-Encoding: chunked";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/sessions",
                "/v1/quotes",
                "/v1/quotes/compare",
                "/v1/connections/requirements",
                "/v1/customers/me/files",
                "/v1/customers/me/kyc",
                "/nowhere"
            })
    void one_byte_more_with_a_length(String path) {
        String head = RawHttp.head("POST", path, JSON, "Content-Length: " + (MAX + 1));
        ProblemAnswer.of(RawHttp.exchange((head + " ".repeat(MAX + 1)).getBytes()))
                .is(ProblemType.PAYLOAD_TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/sessions",
                "/v1/quotes",
                "/v1/quotes/compare",
                "/v1/connections/requirements",
                "/v1/customers/me/files",
                "/v1/customers/me/kyc",
                "/nowhere"
            })
    void one_byte_more_in_chunks(String path) {
        String head = RawHttp.head("POST", path, JSON, CHUNKED);
        ProblemAnswer.of(RawHttp.exchange((head + chunks(" ".repeat(MAX + 1))).getBytes()))
                .is(ProblemType.PAYLOAD_TOO_LARGE);
    }

    @ParameterizedTest
    @CsvSource({"262144, 400", "262145, 413"})
    void kyc_data_have_256_kib(int length, int status) {
        String head = RawHttp.head("PATCH", "/v1/customers/me/kyc", JSON, "Content-Length: " + length);
        assertThat(RawHttp.exchange((head + padded(length)).getBytes()).status())
                .isEqualTo(status);
        String chunked = RawHttp.head("PATCH", "/v1/customers/me/kyc", JSON, CHUNKED);
        assertThat(RawHttp.exchange((chunked + chunks(padded(length))).getBytes())
                        .status())
                .isEqualTo(status);
    }

    @Test
    void a_length_is_enough_to_be_refused() {
        String head = RawHttp.head("POST", "/v1/sessions", JSON, "Content-Length: 999999999999");
        ProblemAnswer.of(RawHttp.exchange(head.getBytes())).is(ProblemType.PAYLOAD_TOO_LARGE);
    }

    @Test
    void an_oversized_body_is_rejected_instead_of_100_continue() {
        String head = RawHttp.head("POST", "/v1/sessions", JSON, "Expect: 100-continue", "Content-Length: 99999");
        ProblemAnswer.of(RawHttp.exchange(head.getBytes())).is(ProblemType.PAYLOAD_TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "abc", "99999999999999999999999999", "1,2", "0x10"})
    void an_absurd_length(String length) {
        String head = RawHttp.head("POST", "/v1/sessions", JSON, "Content-Length: " + length);
        ProblemAnswer.of(RawHttp.exchange(head.getBytes())).violates("request");
    }

    @Test
    void exactly_32_kib_are_read_with_a_length() {
        String head = RawHttp.head("POST", "/v1/sessions", JSON, "Content-Length: " + MAX);
        ProblemAnswer.of(RawHttp.exchange((head + padded(MAX)).getBytes())).violates("externalCustomerId");
    }

    @Test
    void exactly_32_kib_are_read_in_chunks() {
        String head = RawHttp.head("POST", "/v1/sessions", JSON, CHUNKED);
        ProblemAnswer.of(RawHttp.exchange((head + chunks(padded(MAX))).getBytes()))
                .violates("externalCustomerId");
    }

    @Test
    void no_chunk_at_all_is_no_body() {
        String head = RawHttp.head("POST", "/v1/sessions", JSON, CHUNKED);
        ProblemAnswer.of(RawHttp.exchange((head + "0\r\n\r\n").getBytes())).violates("body");
    }

    /** Over HTTP/2 a body needs no length, and Quarkus cannot take over a request whose body was read here. */
    @Test
    void http_2_is_not_supported() {
        String upgrade = RawHttp.head(
                "GET",
                "/v1/disclosures",
                "Connection: Upgrade, HTTP2-Settings, close",
                "Upgrade: h2c",
                "HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA");
        assertThat(RawHttp.exchange(upgrade.getBytes()).status()).isEqualTo(200);
    }

    @Test
    void a_client_that_never_stops_sending_is_answered_and_disconnected() throws IOException {
        try (Socket socket = RawHttp.open()) {
            OutputStream out = socket.getOutputStream();
            out.write(RawHttp.head("POST", "/v1/sessions", JSON, CHUNKED).getBytes(StandardCharsets.US_ASCII));
            byte[] chunk = ("1000\r\n" + " ".repeat(0x1000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 9; i++) {
                out.write(chunk);
            }
            out.flush();
            ProblemAnswer.of(RawHttp.read(socket, false)).is(ProblemType.PAYLOAD_TOO_LARGE);
            assertThat(sendsUntilCutOff(out, chunk)).isTrue();
        }
    }

    /** Sends on until the connection is gone; gives up after more than any buffer on the way holds. */
    private static boolean sendsUntilCutOff(OutputStream out, byte[] chunk) throws IOException {
        long most = 4L * 1024 * 1024 * 1024;
        for (long sent = 0; sent < most; sent += chunk.length) {
            try {
                out.write(chunk);
            } catch (SocketException cutOff) {
                return true;
            }
        }
        return false;
    }

    private static String padded(int length) {
        String body = "{\"externalCustomerId\":\"..\"}";
        return body + " ".repeat(length - body.length());
    }

    private static String chunks(String body) {
        StringBuilder chunks = new StringBuilder();
        for (int from = 0; from < body.length(); from += 4096) {
            String chunk = body.substring(from, Math.min(body.length(), from + 4096));
            chunks.append(Integer.toHexString(chunk.length()))
                    .append("\r\n")
                    .append(chunk)
                    .append("\r\n");
        }
        return chunks.append("0\r\n\r\n").toString();
    }
}
