package io.moonconnect.webhook;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import io.moonconnect.testing.CapturedLog;
import io.moonconnect.testing.EventSink;
import io.moonconnect.testing.HandSetClock;
import io.moonconnect.testing.MountedFile;
import io.moonconnect.testing.SignedWebhook;
import io.moonconnect.testing.WatchedFileState;
import io.restassured.response.Response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What tests of webhooks begin with: the keys as they were, an empty sink, and nothing secret in the log at the end. */
abstract class WebhookTest {

    static final String KEY = WebhooksUnderTest.KEY;
    static final String OTHER_KEY = WebhooksUnderTest.OTHER_KEY;

    private static final String PERSONAL = "Ada Planted";

    @Inject
    HandSetClock clock;

    @ConfigProperty(name = "moonpay.webhook-keys-file")
    Path keysPath;

    EventSink sink;

    final WatchedFileState keysState = new WatchedFileState("moonpay-webhook-keys");
    MountedFile keys;
    private CapturedLog log;

    @BeforeEach
    void begin() {
        sink.reset();
        log = CapturedLog.open();
        keys = MountedFile.at(keysPath);
        keys.swap(KEY + "," + OTHER_KEY);
        await().until(() -> keysState.state().equals("ok")
                && signed(KEY, "{}").post().statusCode() == 204
                && signed(OTHER_KEY, "{}").post().statusCode() == 204);
        sink.reset();
    }

    @AfterEach
    void nothing_secret_or_personal_is_logged() {
        sink.release();
        log.close();
        assertThat(log.text()).doesNotContain(KEY, OTHER_KEY, WebhooksUnderTest.SINK_KEY, PERSONAL, "t=1795");
    }

    SignedWebhook signed(String key, String body) {
        return SignedWebhook.of(key, clock.instant(), body);
    }

    Response deliver(String body) {
        return signed(KEY, body).post();
    }

    /** An event that has not been there before, in the widget's shape. */
    static String event() {
        return event(UUID.randomUUID().toString());
    }

    static String event(String id) {
        return event(id, "pending", "2026-11-20T09:14:58.000Z");
    }

    static String event(String id, String status, String updatedAt) {
        return """
                {"type":"transaction_updated","data":{"id":"%s","status":"%s","updatedAt":"%s",\
                "name":"%s"},"externalCustomerId":"cust-7f31"}""".formatted(id, status, updatedAt, PERSONAL);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
