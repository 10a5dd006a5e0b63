package io.moonconnect.audit;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.moonconnect.testing.RawHttp;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorFault;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static io.moonconnect.testing.Api.as;
import static org.assertj.core.api.Assertions.assertThat;

/** What changes something runs to its end when its caller closes the connection or half of it; what reads is cancelled. */
@QuarkusTest
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
class CallerGoneTest {

    /** Half of the time that a call has: as much for the caller to leave before the answer as for the answer to come. */
    private static final Duration DELAY = Duration.ofSeconds(1);

    private static final Duration OFTEN = Duration.ofMillis(10);

    private static final String QUOTE = """
            {"source":{"asset":{"code":"USD"},"amount":"100"},"destination":{"asset":{"code":"ETH"}},
             "wallet":{"address":"0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045"}}""";

    @RegisterExtension
    final AuditedEvents audited = new AuditedEvents();

    enum Change {
        CREATE("createSession", "session.created", 201) {
            @Override
            String request(SimulatorControl moonPay) {
                return post("/v1/sessions", "{\"externalCustomerId\":\"cust-1\"}");
            }
        },
        REVOKE("revokeCustomerSessions", "session.revoked", 204) {
            @Override
            String request(SimulatorControl moonPay) {
                return RawHttp.head("DELETE", "/v1/sessions?externalCustomerId=cust-1");
            }
        },
        KYC("submitCustomerKyc", "kyc.submitted", 200) {
            @Override
            String request(SimulatorControl moonPay) {
                moonPay.accessToken("cust-1");
                return head(
                        "PATCH",
                        "/v1/customers/me/kyc?externalCustomerId=cust-1",
                        "{\"basicDetails\":{\"firstName\":\"Ada\"}}");
            }
        },
        DELETE("deletePaymentMethod", "payment-method.deleted", 204) {
            @Override
            String request(SimulatorControl moonPay) {
                String token = moonPay.accessToken("cust-1");
                String card = as(token)
                        .get("/v1/payment-methods?currency=USD&transactionType=buy")
                        .path("methods.find { it.kind == 'stored' }.method.id");
                return RawHttp.head("DELETE", "/v1/payment-methods/" + card, "MoonPay-Access-Token: " + token);
            }
        };

        private final String operation;
        private final String event;
        private final int status;

        Change(String operation, String event, int status) {
            this.operation = operation;
            this.event = event;
            this.status = status;
        }

        abstract String request(SimulatorControl moonPay);
    }

    @ParameterizedTest
    @EnumSource
    void a_change_is_answered_on_a_connection_that_its_caller_has_half_closed(Change change, SimulatorControl moonPay)
            throws IOException {
        String request = change.request(moonPay);
        moonPay.delay(change.operation, DELAY);
        try (Socket socket = RawHttp.open()) {
            send(request, socket);
            socket.shutdownOutput();

            assertThat(RawHttp.read(socket, false).status()).isEqualTo(change.status);
            assertThat(RawHttp.closes(socket)).isTrue();
        }
        assertThat(onlyEvent())
                .containsEntry("event", change.event)
                .containsEntry("outcome", "success")
                .containsEntry("delivery", "caller gone")
                .containsKey("moonPayRequestId");
    }

    @ParameterizedTest
    @EnumSource
    void a_change_takes_effect_though_its_caller_has_closed_the_connection(Change change, SimulatorControl moonPay)
            throws IOException {
        String request = change.request(moonPay);
        moonPay.delay(change.operation, DELAY);
        leave(request, false, change.operation, moonPay);

        Awaitility.await().until(() -> !audited.fields().isEmpty());
        assertThat(onlyEvent())
                .containsEntry("event", change.event)
                .containsEntry("outcome", "success")
                .containsEntry("delivery", "caller gone");
        moonPay.awaitCompleted(change.operation, 1);
    }

    @ParameterizedTest
    @EnumSource
    void a_change_takes_effect_though_its_caller_has_reset_the_connection(Change change, SimulatorControl moonPay)
            throws IOException {
        String request = change.request(moonPay);
        moonPay.delay(change.operation, DELAY);
        leave(request, true, change.operation, moonPay);

        Awaitility.await().until(() -> !audited.fields().isEmpty());
        assertThat(onlyEvent()).containsEntry("outcome", "success").containsEntry("delivery", "caller gone");
        moonPay.awaitCompleted(change.operation, 1);
    }

    @Test
    void a_failure_that_no_caller_waits_for_is_the_outcome(SimulatorControl moonPay) throws IOException {
        moonPay.add(SimulatorFault.status("createSession", 500).after(DELAY));
        leave(Change.CREATE.request(moonPay), false, "createSession", moonPay);

        Awaitility.await().until(() -> !audited.fields().isEmpty());
        assertThat(onlyEvent())
                .containsEntry("outcome", "moonpay-unavailable")
                .containsEntry("delivery", "caller gone");
    }

    @Test
    void the_next_request_on_a_connection_is_cancelled_like_any_other(SimulatorControl moonPay) throws IOException {
        String token = moonPay.accessToken("cust-1");
        moonPay.add(SimulatorFault.hang("listTransactions"));
        try (Socket socket = RawHttp.open()) {
            send(Change.CREATE.request(moonPay), socket);
            assertThat(RawHttp.read(socket, false).status()).isEqualTo(201);
            send(RawHttp.head("GET", "/v1/transactions", "MoonPay-Access-Token: " + token), socket);
            awaitStarted("listTransactions", moonPay);
            socket.shutdownOutput();

            assertThat(RawHttp.read(socket, false).status()).isZero();
        }
        assertThat(onlyEvent()).doesNotContainKey("delivery");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET  | /v1/payment-methods?currency=USD&transactionType=buy | listPaymentMethods
            GET  | /v1/transactions | listTransactions
            POST | /v1/quotes/compare | listPaymentMethods
            POST | /v1/quotes/stream | listPaymentMethods
            """)
    void what_only_reads_is_cancelled(String method, String path, String operation, SimulatorControl moonPay)
            throws IOException {
        String token = "MoonPay-Access-Token: " + moonPay.accessToken("cust-1");
        moonPay.add(SimulatorFault.hang(operation));
        try (Socket socket = RawHttp.open()) {
            send(method.equals("GET") ? RawHttp.head(method, path, token) : post(path, QUOTE, token), socket);
            awaitStarted(operation, moonPay);
            socket.shutdownOutput();

            assertThat(RawHttp.read(socket, false).status()).isZero();
        }
        Awaitility.await().until(() -> moonPay.counts(operation).cancelled() == 1);
        assertThat(audited.fields()).isEmpty();
    }

    private static void leave(String request, boolean reset, String operation, SimulatorControl moonPay)
            throws IOException {
        try (Socket socket = RawHttp.open()) {
            socket.setSoLinger(reset, 0);
            send(request, socket);
            awaitStarted(operation, moonPay);
        }
    }

    private static void awaitStarted(String operation, SimulatorControl moonPay) {
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(OFTEN)
                .until(() -> moonPay.counts(operation).started() == 1);
    }

    private static void send(String request, Socket socket) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String post(String path, String json, String... headers) {
        return head("POST", path, json, headers);
    }

    private static String head(String method, String path, String json, String... headers) {
        String[] framing = {
            "Content-Type: application/json",
            "Content-Length: " + json.length(),
            headers.length == 0 ? "X-Request-Id: gone-1" : headers[0]
        };
        return RawHttp.head(method, path, framing) + json;
    }

    private Map<String, String> onlyEvent() {
        assertThat(audited.fields()).hasSize(1);
        return audited.fields().get(0);
    }
}
