package io.moonconnect.simulator;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import io.moonconnect.simulator.frontend.FrontendServer;
import io.moonconnect.simulator.frontend.Neighbours;
import io.moonconnect.simulator.people.Persona;
import io.moonconnect.simulator.state.Settings;
import io.moonconnect.simulator.webhook.WebhookSettings;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;

/**
 * Starts the simulator before the service and stops it afterwards; does not exist in the build profile prod. It has its
 * own Vert.x, so that its traffic is neither in the service's metrics nor on the service's event loops.
 */
@ApplicationScoped
@IfBuildProfile(anyOf = {"dev", "test", "demo"})
class SimulatorStarter {

    private static final Logger LOG = Logger.getLogger(SimulatorStarter.class);
    private static final int BEFORE_THE_SERVICE = 1;
    private static final int AFTER_THE_SERVICE = Integer.MAX_VALUE;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOONPAY_SAYS_NOTHING = -1;

    private final SimulatorConfig config;
    private final Vertx vertx = Vertx.vertx(new VertxOptions()
            .setEventLoopPoolSize(1)
            .setFileSystemOptions(
                    new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
    private final SimulatorServer server;
    private int simulatorPort;
    private int frontendPort;

    SimulatorStarter(SimulatorConfig config) {
        this.config = config;
        this.server = new SimulatorServer(vertx, Clock.systemUTC(), settings(config), webhooks(config));
    }

    void start(@Observes @Priority(BEFORE_THE_SERVICE) StartupEvent event) {
        try {
            listen();
        } catch (RuntimeException failed) {
            close();
            throw failed;
        }
    }

    private void listen() {
        PortVariable.SIMULATOR_PORT.check(config.port());
        PortVariable.SIMULATOR_TLS_PORT.check(config.tlsPort());
        PortVariable.SIMULATOR_FRONTEND_PORT.check(config.frontendPort());
        simulatorPort = listening(server.start(config.host(), config.port(), tls(config)));
        LOG.debugf(
                "MoonPay simulator listening at http://%s:%d, customers and control at /simulator",
                config.host(), simulatorPort);
        FrontendServer frontend = new FrontendServer(vertx, neighbours(simulatorPort), Persona.catalogue());
        frontendPort = listening(PortVariable.SIMULATOR_FRONTEND_PORT.named(
                config.host(), config.frontendPort(), frontend.start(config.host(), config.frontendPort())));
        LOG.debugf("Reference frontend at http://localhost:%d", frontendPort);
    }

    /** The simulator's own Vert.x. */
    Vertx vertx() {
        return vertx;
    }

    int simulatorPort() {
        return simulatorPort;
    }

    int frontendPort() {
        return frontendPort;
    }

    void stop(@Observes @Priority(AFTER_THE_SERVICE) ShutdownEvent event) {
        close();
    }

    private void close() {
        Uni.createFrom()
                .completionStage(vertx.close().toCompletionStage())
                .await()
                .atMost(PATIENCE);
    }

    private static int listening(Future<Integer> port) {
        return Uni.createFrom()
                .completionStage(port.toCompletionStage())
                .await()
                .atMost(PATIENCE);
    }

    private Neighbours neighbours(int port) {
        URI own = URI.create("http://localhost:" + port);
        return Neighbours.of(
                config.frontendApi(),
                config.frontendFrames().orElse(own),
                config.frontendFrames().isEmpty());
    }

    private static TlsPort tls(SimulatorConfig config) {
        return config.tlsKeyStore()
                .map(file -> new TlsPort(
                        config.tlsPort(), file, config.tlsKeyStorePassword().orElse("")))
                .orElse(null);
    }

    private static WebhookSettings webhooks(SimulatorConfig config) {
        return WebhookSettings.to(config.webhookUrl().map(URI::toString).orElse(""), config.webhookKey());
    }

    private static Settings settings(SimulatorConfig config) {
        return new Settings(
                config.rate(),
                MOONPAY_SAYS_NOTHING,
                config.quoteLife(),
                config.stageLife(),
                config.depositDelay(),
                config.lateDelivery(),
                config.tokenLife(),
                config.latency(),
                config.idleTimeout(),
                config.closedBodies());
    }
}
