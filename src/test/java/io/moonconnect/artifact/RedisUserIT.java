package io.moonconnect.artifact;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

import io.moonconnect.testing.Documents;
import io.moonconnect.testing.EventSink;
import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.RedisProcess;
import io.moonconnect.testing.SignedWebhook;

import static org.assertj.core.api.Assertions.assertThat;

/** The service with the user of Redis that deploy/operations.md describes. */
@Lengthy
class RedisUserIT {

    private static final String WEBHOOK_KEY = "wk_test_" + UUID.randomUUID();

    private static final Pattern RIGHT = Pattern.compile("\\+([a-z]+)");

    @Test
    void every_right_is_used_and_no_other_is_missed() throws IOException {
        String password = UUID.randomUUID().toString();
        String command = commandOfTheGuide();
        List<String> rights =
                RIGHT.matcher(command).results().map(right -> right.group(1)).toList();
        assertThat(rights).hasSizeGreaterThan(10);
        try (RedisProcess redis = RedisProcess.started();
                EventSink sink = new EventSink()) {
            assertThat(redis.send(command.replace("$password", password))).startsWith("+OK");
            String url = "redis://moonconnect:" + password + "@localhost:" + redis.port();
            try (ArtifactProcess service = Artifact.PRODUCTION
                    .start("redis-user", config(url, sink).environment())
                    .listening()) {
                ServiceMetrics metrics = new ServiceMetrics(service);
                await().until(() -> metrics.value("transaction_announcements_subscribed") == 1
                        && metrics.value("moonpay_fleet_degraded") == 0);

                await().until(() -> webhooksUse(rights, redis, service, sink));
            }
            assertThat(redis.send("ACL LOG")).as("what was denied").startsWith("*0\r\n");
        }
    }

    /** One that the sink takes at the second attempt, and one that is too old. */
    private static void takeWebhooks(ArtifactProcess service, EventSink sink) {
        String event = event();
        sink.answer(500);
        assertThat(deliver(service, Instant.now(), event)).isEqualTo(503);
        sink.answer(204);
        await().until(() -> deliver(service, Instant.now(), event) == 204);
        assertThat(deliver(service, Instant.now().minus(Duration.ofHours(1)), event()))
                .isEqualTo(400);
    }

    /** Whether Redis, after some webhooks, has run each command since its start, in scripts too. */
    private static boolean webhooksUse(
            List<String> commands, RedisProcess redis, ArtifactProcess service, EventSink sink) {
        takeWebhooks(service, sink);
        String used = redis.send("INFO commandstats");
        return commands.stream().allMatch(command -> used.contains("cmdstat_" + command + ":"));
    }

    private static int deliver(ArtifactProcess service, Instant time, String event) {
        return SignedWebhook.of(WEBHOOK_KEY, time, event).postTo(service.api()).statusCode();
    }

    private static String event() {
        return SignedWebhook.completed(UUID.randomUUID().toString());
    }

    private static String commandOfTheGuide() throws IOException {
        String command = Guide.section(Documents.OPERATIONS, "A user of Redis")
                .blocks()
                .get(0)
                .commands()
                .get(0);
        return command.substring(command.indexOf("ACL SETUSER"))
                .replace("\\\n", "")
                .replaceAll("[\"']", "");
    }

    private static ProductionConfig config(String url, EventSink sink) {
        return ProductionConfig.complete().with("QUARKUS_REDIS_HOSTS", url).withSink(WEBHOOK_KEY, sink.url());
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(ArtifactProcess.PATIENCE).pollInterval(Duration.ofMillis(100));
    }
}
