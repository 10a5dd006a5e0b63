package io.moonconnect.testing;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import io.moonconnect.simulator.SimulatorServer;
import io.moonconnect.simulator.state.Settings;
import io.moonconnect.simulator.webhook.WebhookSettings;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** Runs a simulator on a free port for a test without Quarkus, and resets it before each test. */
public final class SimulatorExtension implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Vertx vertx;
    private URI base;
    private SimulatorControl control;

    @Override
    public void beforeAll(ExtensionContext context) {
        vertx = Vertx.vertx();
        SimulatorServer server = new SimulatorServer(
                vertx, Clock.systemUTC(), Settings.DEFAULT, WebhookSettings.to("", "wk_test_simulator"));
        base = URI.create("http://localhost:" + await(server.start("localhost", 0)));
        control = new SimulatorControl(base);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        control.reset();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        await(vertx.close());
    }

    public URI base() {
        return base;
    }

    public SimulatorControl control() {
        return control;
    }

    private static <T> T await(Future<T> future) {
        return Uni.createFrom()
                .completionStage(future.toCompletionStage())
                .await()
                .atMost(PATIENCE);
    }
}
