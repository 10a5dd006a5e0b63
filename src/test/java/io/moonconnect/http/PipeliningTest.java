package io.moonconnect.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.moonconnect.testing.RawHttp;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** One connection cannot exhaust memory with pipelined requests or unread responses. */
@QuarkusTest
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
class PipeliningTest {

    private static final String JSON = "Content-Type: application/json";
    private static final String BODY = "{\"externalCustomerId\":\"cust-1\"}";
    private static final String SESSION =
            RawHttp.head("POST", "/v1/sessions", JSON, "Content-Length: " + BODY.length()) + BODY;
    private static final String EXPECTANT =
            RawHttp.head("POST", "/v1/sessions", JSON, "Expect: 100-continue", "Content-Length: 2") + "[]";
    private static final String DISCLOSURES = RawHttp.head("GET", "/v1/disclosures");

    @Test
    void a_few_requests_ahead_of_their_answers_are_served_in_order(SimulatorControl moonPay) throws IOException {
        moonPay.delay("createSession", Duration.ofMillis(300));
        try (Socket socket = RawHttp.open()) {
            send(socket, SESSION + DISCLOSURES.repeat(14));

            assertThat(RawHttp.read(socket, false).status()).isEqualTo(201);
            for (int i = 0; i < 14; i++) {
                assertThat(RawHttp.read(socket, false).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void many_answered_one_after_the_other_are_served_as_long_as_it_takes() throws IOException {
        try (Socket socket = RawHttp.open()) {
            for (int i = 0; i < 200; i++) {
                send(
                        socket,
                        i % 10 == 0 ? RawHttp.head("GET", "/v1/disclosures", "Expect: 100-continue") : DISCLOSURES);
                RawHttp.Reply reply = RawHttp.read(socket, false);
                assertThat(reply.status()).isEqualTo(200);
            }
        }
    }

    @Test
    void many_requests_ahead_of_their_answers_end_the_connection(SimulatorControl moonPay) throws IOException {
        moonPay.delay("createSession", Duration.ofSeconds(5));
        try (Socket socket = RawHttp.open()) {
            send(socket, SESSION + DISCLOSURES.repeat(40));

            assertThat(RawHttp.read(socket, false).status()).isZero();
        }
    }

    @ParameterizedTest
    @Timeout(60)
    @ValueSource(
            strings = {
                "GET /v1/disclosures HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET * HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /v1/disclosures HTTP/1.1\r\n\r\n"
            })
    void a_client_that_never_reads_is_disconnected(String request) throws IOException {
        byte[] many = request.repeat(100).getBytes(StandardCharsets.ISO_8859_1);
        try (Socket socket = RawHttp.open()) {
            OutputStream out = socket.getOutputStream();

            assertThatThrownBy(() -> {
                        for (int i = 0; i < 20_000; i++) {
                            out.write(many);
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
