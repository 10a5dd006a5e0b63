package io.moonconnect.artifact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.moonconnect.testing.Documents;
import io.moonconnect.testing.EventSink;
import io.moonconnect.testing.IdentityProvider;
import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.RedisProcess;
import io.moonconnect.testing.SignedWebhook;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorFault;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** The commands of deploy/operations.md print what it shows while a dependency is away, and not once it is back. */
@Lengthy
class OperationsIT {

    private static final Path OUTPUT = Path.of("target/operations").toAbsolutePath();
    private static final String WEBHOOK_KEY = "wk_test_" + UUID.randomUUID();
    private static final ApiKey KEY = ApiKey.random();
    private static final IdentityProvider PROVIDER = new IdentityProvider();

    private static final String WITH_REDIS = """
            moonpay_fleet_degraded 0.0
            transaction_announcements_subscribed 1.0
            webhooks_fleet_degraded 0.0""";

    private static RedisProcess redis;
    private static EventSink sink;
    private static DemoProcess demo;
    private static SimulatorControl moonPay;
    private static ArtifactProcess service;

    @BeforeAll
    static void start() {
        PROVIDER.init(Map.of());
        PROVIDER.start();
        redis = RedisProcess.started();
        sink = new EventSink();
        demo = DemoProcess.start("operations-upstream");
        moonPay = new SimulatorControl(demo.simulator());
        service =
                Artifact.PRODUCTION.start("operations", config().environment()).listening();
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable each : new AutoCloseable[] {service, demo, sink, redis}) {
            if (each != null) {
                each.close();
            }
        }
        PROVIDER.stop();
    }

    @Test
    void losing_redis() {
        Guide.Block shown = shown("Losing Redis");
        await().until(() -> printedAfterUse(shown), WITH_REDIS::equals);

        redis.stop();
        await().until(() -> printedAfterUse(shown), shown.expected()::equals);

        redis.start();
        await().until(() -> printedAfterUse(shown), WITH_REDIS::equals);
    }

    @Test
    void losing_the_identity_provider() {
        Guide.Block shown = shown("Losing the identity provider");
        assertThat(sessionOfACustomer()).isEqualTo(201);
        assertThat(printed(shown)).isEqualTo(shown.expected().replace("failure", "success"));

        PROVIDER.goDown();
        PROVIDER.signWith(IdentityProvider.newKey());
        await().until(() -> sessionOfACustomer() == 503);
        assertThat(printed(shown)).isEqualTo(shown.expected());

        PROVIDER.comeBack();
        await().until(() -> sessionOfACustomer() == 201);
    }

    @Test
    void maintenance_at_moonpay() {
        Guide.Block shown = shown("Maintenance at MoonPay");
        assertThat(printed(shown)).isEmpty();

        moonPay.add(SimulatorFault.status("createSession", 503));
        await().until(() -> sessionOfABackend() == 503
                && printed(shown).replace("half_open", "open").equals(shown.expected()));

        moonPay.clearFaults();
        await().until(() -> sessionOfABackend() == 201);
        assertThat(printed(shown)).isEmpty();
    }

    @Test
    void from_test_to_live() {
        Guide.Block shown = shown("From test to live");
        assertThat(printed(shown)).isEqualTo(shown.expected());
    }

    private static Guide.Block shown(String section) {
        try {
            List<Guide.Block> blocks =
                    Guide.section(Documents.OPERATIONS, section).blocks();
            assertThat(blocks).hasSize(1);
            return blocks.get(0);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String printed(Guide.Block shown) {
        List<String> commands = shown.commands().stream()
                .map(command ->
                        command.replace("localhost:9000", service.management().getAuthority()))
                .toList();
        assertThat(commands).hasSize(1);
        try {
            return Shell.run(OUTPUT, commands).get(0).output();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private static int sessionOfACustomer() {
        return given().header("Authorization", "Bearer " + PROVIDER.tokens().token())
                .header("X-Forwarded-For", "81.2.69.160")
                .contentType("application/json")
                .body("{}")
                .post(service.api().resolve("/v1/sessions"))
                .statusCode();
    }

    private static int sessionOfABackend() {
        return given().header("Authorization", KEY.header())
                .contentType("application/json")
                .body("{\"externalCustomerId\":\"cust-1\",\"deviceIp\":\"81.2.69.142\"}")
                .post(service.api().resolve("/v1/sessions"))
                .statusCode();
    }

    private static String printedAfterUse(Guide.Block shown) {
        String event = SignedWebhook.completed(UUID.randomUUID().toString());
        SignedWebhook.of(WEBHOOK_KEY, Instant.now(), event).postTo(service.api());
        sessionOfABackend();
        return printed(shown);
    }

    private static ProductionConfig config() {
        return ProductionConfig.complete(demo.simulator(), KEY)
                .with(ProductionConfig.CALLERS, "backend,customer")
                .with(ProductionConfig.ISSUER, PROVIDER.issuer())
                .with(ProductionConfig.AUDIENCE, IdentityProvider.AUDIENCE)
                .with("MOONCONNECT_TRUSTED_HOPS", "1")
                .with("MOONCONNECT_LIMIT_SESSIONS_PER_ADDRESS", "0")
                .with("MOONCONNECT_LIMIT_SESSIONS_PER_CUSTOMER", "0")
                .withSink(WEBHOOK_KEY, sink.url())
                .with("QUARKUS_REDIS_HOSTS", redis.url());
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(ArtifactProcess.PATIENCE).pollInterval(Duration.ofMillis(100));
    }
}
