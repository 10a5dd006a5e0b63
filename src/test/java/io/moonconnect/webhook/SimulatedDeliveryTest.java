package io.moonconnect.webhook;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.moonconnect.testing.CapturedLog;
import io.moonconnect.testing.SignedWebhook;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorPort;
import io.moonconnect.transaction.TransactionChanges;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

/** What the simulated MoonPay sends is taken; without a sink it is a line of the log, with id and type only. */
@QuarkusTest
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
class SimulatedDeliveryTest {

    private static final String EVENT =
            "{\"id\":\"%s\",\"type\":\"customer.identity_status_updated\",\"data\":{\"name\":\"Ada Planted\"}}";

    @Inject
    TransactionChanges changes;

    private final String id = UUID.randomUUID().toString();
    private CapturedLog log;

    @BeforeEach
    void sendHere() {
        log = CapturedLog.of("io.moonconnect");
        SimulatorControl.ofTheServiceUnderTest()
                .webhooks("{\"url\":\"http://localhost:%d%s\",\"retryMillis\":50}"
                        .formatted(RestAssured.port, SignedWebhook.PATH));
    }

    @AfterEach
    void nothingPersonalIsLogged() {
        log.close();
        assertThat(log.text()).doesNotContain("Planted", "wk_test_simulator");
        SimulatorControl.ofTheServiceUnderTest().reset();
    }

    @Test
    void an_event_is_a_line_of_the_log(SimulatorControl moonPay) {
        moonPay.sendWebhook(EVENT.formatted(id));
        await().until(() -> lines() == 1);
        assertThat(log.text()).contains("webhook received, id=" + id + ", type=customer.identity_status_updated");
    }

    @Test
    void duplicates_are_one_line(SimulatorControl moonPay) {
        moonPay.webhooks("{\"duplicates\":4}");
        moonPay.sendWebhook(EVENT.formatted(id));
        await().until(() -> moonPay.webhooks().path("deliveries").size() >= 5);
        await().until(() -> moonPay.webhooks().path("deliveries").findValuesAsText("status").stream()
                        .filter("204"::equals)
                        .count()
                == 5);
        assertThat(lines()).isEqualTo(1);
    }

    @Test
    void a_wrong_signature_is_refused_and_the_event_comes_again(SimulatorControl moonPay) {
        moonPay.webhooks("{\"wrongSignatures\":1}");
        moonPay.sendWebhook(EVENT.formatted(id));
        await().until(() -> lines() == 1);
        await().until(() -> moonPay.webhooks().path("deliveries").size() == 2);
        assertThat(moonPay.webhooks().path("deliveries").findValuesAsText("status"))
                .containsExactly("400", "204");
    }

    @Test
    void an_event_of_a_transaction_reaches_its_streams(SimulatorControl moonPay) {
        AtomicInteger woken = new AtomicInteger();
        changes.listen(id, woken::incrementAndGet);
        moonPay.sendWebhook("{\"type\":\"transaction_updated\",\"data\":{\"id\":\"" + id + "\",\"status\":\"x\"}}");
        await().untilAtomic(woken, is(1));
        moonPay.sendWebhook("{\"id\":\"e\",\"type\":\"buy.transaction.changed\",\"data\":{\"transaction\":{\"id\":\""
                + id + "\"}}}");
        await().untilAtomic(woken, is(2));
    }

    private long lines() {
        return log.lines().stream().filter(line -> line.message().contains(id)).count();
    }
}
