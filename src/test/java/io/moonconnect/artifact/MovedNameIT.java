package io.moonconnect.artifact;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.moonconnect.fault.WaysBack;
import io.moonconnect.testing.EventSink;
import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.MountedFile;
import io.moonconnect.testing.SignedWebhook;

import static org.assertj.core.api.Assertions.assertThat;

/** A name gets another address: new connections use it once Java no longer keeps the old one, without a restart. */
@Lengthy
@NeedsJvm
class MovedNameIT {

    private static final String NAME = "sink.example";

    /** Nothing listens there. */
    private static final String OLD_ADDRESS = "127.0.0.2";

    private static final String NEW_ADDRESS = "127.0.0.1";
    private static final String UNSAFE = "webhooks_oldest_unsafe_seconds";
    private static final String KEY = "wk_test_" + UUID.randomUUID();

    private final String event = "{\"type\":\"transaction_updated\",\"data\":{\"id\":\"" + UUID.randomUUID() + "\"}}";

    @Test
    void the_sink_is_found_at_the_new_address_of_its_name() {
        MountedFile hosts = MountedFile.create("hosts", hosts(OLD_ADDRESS));
        try (EventSink sink = new EventSink();
                ArtifactProcess service = start(sink.url().getPort(), hosts)) {
            ServiceMetrics metrics = new ServiceMetrics(service);
            long linesBefore = lines(service);
            long start = System.nanoTime();
            SortedSet<Integer> statuses = new TreeSet<>();
            statuses.add(deliver(service));
            assertThat(metrics.value(UNSAFE)).isPositive();

            hosts.swap(hosts(NEW_ADDRESS));
            long moved = System.nanoTime();
            Awaitility.await()
                    .atMost(ArtifactProcess.PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> delivered(service, statuses) && metrics.value(UNSAFE) == 0);

            assertThat(statuses).containsExactly(204, 503);
            assertThat(sink.events()).isNotEmpty();
            publish(lines(service) - linesBefore, start, moved);
        }
    }

    private static void publish(long lines, long start, long moved) {
        WaysBack table = new WaysBack("ways-back-of-a-name.md");
        SortedSet<String> answers = new TreeSet<>(Set.of("503"));
        table.add(new WaysBack.Row(
                "DNS (kept for 1 s)",
                "a name has a new address",
                answers,
                "0, 1, 0",
                (int) lines,
                since(start),
                since(moved)));
        table.publish();
    }

    /** Java reads names from this file instead of DNS. It keeps addresses for 1 s instead of 30 s. */
    private static ArtifactProcess start(int port, MountedFile hosts) {
        ProductionConfig config =
                ProductionConfig.complete().withSink(KEY, URI.create("http://" + NAME + ":" + port + "/events"));
        return Artifact.PRODUCTION
                .start(
                        "moved-name",
                        config.environment(),
                        "-Djdk.net.hosts.file=" + hosts.path(),
                        "-Dsun.net.inetaddr.ttl=1")
                .listening();
    }

    private static String hosts(String address) {
        return "127.0.0.1 localhost\n" + address + " " + NAME + "\n";
    }

    private boolean delivered(ArtifactProcess service, SortedSet<Integer> statuses) {
        int status = deliver(service);
        statuses.add(status);
        return status == 204;
    }

    private int deliver(ArtifactProcess service) {
        return SignedWebhook.of(KEY, Instant.now(), event).postTo(service.api()).statusCode();
    }

    private static long lines(ArtifactProcess service) {
        return service.output().lines().count();
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
