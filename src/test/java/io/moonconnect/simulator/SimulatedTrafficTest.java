package io.moonconnect.simulator;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.moonconnect.testing.SimulatorControl.Request;
import io.moonconnect.testing.SimulatorExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class SimulatedTrafficTest {

    private static final String KEY = "X-Api-Key: " + Client.KEY;

    @RegisterExtension
    static final SimulatorExtension SIMULATOR = new SimulatorExtension();

    private final Client client = new Client(SIMULATOR);

    @Test
    void everyCallIsLogged() {
        String requestId = client.account()
                .body("{\"deviceIp\": \"198.51.100.24\"}")
                .post("/sessions")
                .header("X-Request-Id");
        Request request = SIMULATOR.control().requests("createSession").get(0);
        assertThat(request.requestId()).isEqualTo(requestId);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/platform/v1/sessions");
        assertThat(request.json().path("deviceIp").textValue()).isEqualTo("198.51.100.24");
    }

    @Test
    void keysAndTokensAreHashedInTheLog() {
        String token = SIMULATOR.control().accessToken("cust-7f31");
        client.bearer(token).get("/transactions");
        client.account().get("/assets");
        List<Request> requests = SIMULATOR.control().requests();
        assertThat(requests.get(0).headers().get("authorization")).matches("Bearer sha256:[0-9a-f]{16}");
        assertThat(requests.get(1).headers().get("x-api-key")).matches("sk_test_sha256:[0-9a-f]{16}");
        assertThat(requests.toString()).doesNotContain(token).doesNotContain(Client.KEY);
    }

    @Test
    void aResetBringsEverythingBack() {
        SIMULATOR.control().disable("listAssets");
        SIMULATOR.control().rate(1);
        SIMULATOR.control().status("*", 500);
        client.account().get("/assets").then().statusCode(404);
        SIMULATOR.control().reset();
        assertThat(SIMULATOR.control().started()).isZero();
        client.account().get("/assets").then().statusCode(200);
        client.account().get("/assets").then().statusCode(200);
    }

    @Test
    void idleConnectionsAreClosedOnDemand() throws IOException {
        try (Socket socket = RawCall.open(SIMULATOR.base(), "/platform/v1/assets", KEY)) {
            await().until(() -> SIMULATOR.control().counts("listAssets").completed() == 1);
            assertThat(SIMULATOR.control().openConnections()).isPositive();
            assertThat(SIMULATOR.control().closeIdleConnections()).isPositive();
            socket.setSoTimeout(10_000);
            assertThat(socket.getInputStream().readAllBytes()).isNotEmpty();
            await().until(() -> SIMULATOR.control().openConnections() == 0);
        }
    }

    @Test
    void idleConnectionsAreClosedAfterTheTimeout() throws IOException {
        SIMULATOR.control().idleTimeout(Duration.ofMillis(50));
        RawCall call = RawCall.untilTheEnd(SIMULATOR.base(), "/platform/v1/assets", KEY);
        assertThat(call.received()).startsWith("HTTP/1.1 200 OK");
    }
}
