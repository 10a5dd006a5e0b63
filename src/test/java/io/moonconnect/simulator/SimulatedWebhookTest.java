package io.moonconnect.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.moonconnect.testing.EventSink;
import io.moonconnect.testing.EventSink.Event;
import io.moonconnect.testing.SignedWebhook;
import io.moonconnect.testing.SimulatorExtension;
import io.restassured.path.json.JsonPath;

import static io.moonconnect.simulator.Client.APPLE_PAY;
import static io.moonconnect.simulator.Client.quoteBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class SimulatedWebhookTest {

    private static final String KEY = "wk_test_of_this_test";

    @RegisterExtension
    static final SimulatorExtension SIMULATOR = new SimulatorExtension();

    private final Client client = new Client(SIMULATOR);
    private final EventSink endpoint = new EventSink();

    @BeforeEach
    void sendHere() {
        SIMULATOR
                .control()
                .webhooks("{\"url\":\"%s\",\"key\":\"%s\",\"retryMillis\":50}".formatted(endpoint.url(), KEY));
    }

    @AfterEach
    void sendNowhere() {
        SIMULATOR.control().reset();
        endpoint.close();
    }

    @Test
    void aPaymentIsToldWhenItBeginsAndWheneverItChanges() {
        String id = pay("cust-7f31");
        awaitEvents(1);
        SIMULATOR.control().advanceClock(Duration.ofSeconds(5));
        awaitEvents(2);
        SIMULATOR.control().advanceClock(Duration.ofSeconds(5));
        awaitEvents(3);
        assertThat(types()).containsExactly("transaction_created", "transaction_updated", "transaction_updated");
        assertThat(values("data.id")).containsOnly(id);
        assertThat(values("data.status")).containsExactly("pending", "pending", "completed");
        assertThat(values("data.updatedAt")).doesNotHaveDuplicates();
        assertThat(values("externalCustomerId")).containsOnly("cust-7f31");
    }

    @Test
    void aDeclinedPaymentIsToldAsFailed() {
        pay("cust-declined");
        awaitEvents(1);
        SIMULATOR.control().advanceClock(Duration.ofSeconds(6));
        awaitEvents(2);
        assertThat(types()).containsExactly("transaction_created", "transaction_failed");
    }

    @Test
    void theKycStatusIsToldWhenItChanges() {
        String token = SIMULATOR.control().accessToken("cust-kyc");
        String id = client.bearer(token).get("/customers/ext/cust-kyc").path("data[0].id");
        client.bearer(token).body("""
                        {"basicDetails": {"nationality": "USA"}, "phoneNumber": {"number": "+13035550123"},
                         "residentialAddress": {"country": "USA", "street": "1 Main St", "locality": "Denver",
                                                "administrativeArea": "CO", "postalCode": "80202"},
                         "taxIdentifiers": [{"type": "ssn", "value": "000-00-0000"}]}""").patch("/customers/" + id + "/kyc").then().statusCode(200);
        awaitEvents(1);
        assertThat(types()).containsExactly("customer.identity_status_updated");
        assertThat(values("data.id")).containsExactly(id);
        assertThat(values("id").get(0)).isNotBlank();
        assertThat(values("timestamp").get(0)).endsWith("Z");
    }

    @Test
    void everyRequestIsSignedAnewOverItsBytes() {
        endpoint.answer(500);
        SIMULATOR.control().sendWebhook("{\"type\":\"anything\",\"data\":{\"n\":1.10}}");
        awaitEvents(2);
        endpoint.answer(204);
        assertThat(endpoint.events()).allMatch(SimulatedWebhookTest::isWellSigned);
        await().until(() -> statuses().contains(204));
        assertThat(statuses()).startsWith(500).endsWith(204);
    }

    @Test
    void aWrongSignatureIsFollowedByARightOneOnlyIfItWasRefused() {
        endpoint.answer(400);
        SIMULATOR.control().webhooks("{\"wrongSignatures\":1}");
        SIMULATOR.control().sendWebhook("{\"type\":\"anything\"}");
        awaitEvents(1);
        endpoint.answer(204);
        awaitEvents(2);
        assertThat(isWellSigned(endpoint.events().get(0))).isFalse();
        assertThat(isWellSigned(endpoint.events().get(1))).isTrue();
    }

    @Test
    void duplicatesAndDisorderAreSentOnDemand() {
        SIMULATOR.control().webhooks("{\"duplicates\":2}");
        SIMULATOR.control().sendWebhook("{\"type\":\"one\"}");
        awaitEvents(3);
        assertThat(types()).containsOnly("one");
        endpoint.reset();
        SIMULATOR.control().webhooks("{\"duplicates\":0,\"disorder\":true}");
        SIMULATOR.control().sendWebhook("{\"type\":\"first\"}");
        SIMULATOR.control().sendWebhook("{\"type\":\"second\"}");
        awaitEvents(2);
        assertThat(types()).containsExactlyInAnyOrder("second", "first");
        assertThat(SIMULATOR.control().webhooks().path("deliveries").findValuesAsText("type"))
                .hasSize(5);
    }

    @Test
    void thePlatformsEnvelopeIsSentOnDemand() {
        SIMULATOR.control().webhooks("{\"platformShape\":true}");
        String id = pay("cust-7f31");
        awaitEvents(1);
        assertThat(values("data.id")).containsExactly(id);
        assertThat(values("id").get(0)).isNotBlank().isNotEqualTo(id);
    }

    @Test
    void aDeliveryAfterTheCompletionIsAnEventOfItsOwn() {
        SIMULATOR.control().lateDelivery(Duration.ofMinutes(1));
        pay("cust-late");
        awaitEvents(1);
        SIMULATOR.control().advanceClock(Duration.ofSeconds(10));
        awaitEvents(2);
        SIMULATOR.control().advanceClock(Duration.ofMinutes(1));
        awaitEvents(3);
        assertThat(values("data.status")).containsExactly("pending", "completed", "completed");
        assertThat(values("data.cryptoTransactionId").get(2)).startsWith("sim-");
    }

    @Test
    void theKeyIsNeverTold() {
        assertThat(SIMULATOR.control().webhooks().toString())
                .contains(endpoint.url().toString())
                .doesNotContain(KEY);
    }

    private String pay(String customer) {
        String token = SIMULATOR.control().accessToken(customer);
        String signature = client.bearer(token)
                .body(quoteBody("USD", "100.00", "ETH", APPLE_PAY))
                .post("/quotes/buy")
                .path("data.signature");
        return SIMULATOR.control().createTransaction(token, signature);
    }

    private void awaitEvents(int count) {
        await().until(() -> endpoint.events().size() >= count);
        assertThat(endpoint.events()).hasSizeGreaterThanOrEqualTo(count);
    }

    private List<String> types() {
        return values("type");
    }

    private List<String> values(String path) {
        return endpoint.events().stream()
                .map(event -> new JsonPath(text(event)).getString(path))
                .toList();
    }

    private static List<Integer> statuses() {
        return SIMULATOR.control().webhooks().path("deliveries").findValuesAsText("status").stream()
                .map(Integer::valueOf)
                .toList();
    }

    private static boolean isWellSigned(Event event) {
        String header = event.header(SignedWebhook.HEADER);
        String time = header.substring("t=".length(), header.indexOf(','));
        return header.equals("t=" + time + ",s=" + SignedWebhook.hmac(KEY, time, event.body()));
    }

    private static String text(Event event) {
        return new String(event.body(), StandardCharsets.UTF_8);
    }
}
