package io.moonconnect.simulator;

import java.time.Clock;

import io.moonconnect.simulator.control.ControlApi;
import io.moonconnect.simulator.fault.Delivery;
import io.moonconnect.simulator.frame.FrameCalls;
import io.moonconnect.simulator.frame.FramePages;
import io.moonconnect.simulator.platform.FrontDoor;
import io.moonconnect.simulator.platform.Simulation;
import io.moonconnect.simulator.platform.UploadDoor;
import io.moonconnect.simulator.state.Settings;
import io.moonconnect.simulator.traffic.Sockets;
import io.moonconnect.simulator.webhook.WebhookSettings;
import io.moonconnect.simulator.webhook.Webhooks;
import io.moonconnect.simulator.wire.Answer;
import io.moonconnect.simulator.wire.Loopbacks;
import io.moonconnect.simulator.wire.Refusal;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

/** The simulator's HTTP server: one origin with MoonPay's API, its frames and the control API, on one event loop. */
public final class SimulatorServer {

    private static final long MOST_BODY_BYTES = 1024L * 1024;

    private final Vertx vertx;
    private final Clock clock;
    private final Settings settings;
    private final Webhooks webhooks;
    private Simulation simulation;
    private int actualPort;
    private String deployment;

    public SimulatorServer(Vertx vertx, Clock clock, Settings settings, WebhookSettings webhooks) {
        this.vertx = vertx;
        this.clock = clock;
        this.settings = settings;
        this.webhooks = new Webhooks(vertx, () -> simulation, webhooks);
        this.simulation = new Simulation(clock, settings);
    }

    /** Listens, and returns the port; 0 selects a free one. */
    public Future<Integer> start(String host, int port) {
        return start(host, port, null);
    }

    /** @param tls null for none */
    Future<Integer> start(String host, int port, TlsPort tls) {
        // A verticle, because only that guarantees a single event loop.
        return vertx.deployVerticle(new Listening(host, port, tls))
                .onSuccess(id -> deployment = id)
                .map(id -> actualPort);
    }

    public Future<Void> stop() {
        return deployment == null ? Future.succeededFuture() : vertx.undeploy(deployment);
    }

    private void reset() {
        simulation = new Simulation(clock, settings);
        webhooks.reset();
    }

    private Router router(Sockets sockets) {
        Router router = Router.router(vertx);
        new UploadDoor(() -> simulation, sockets).mount(router);
        router.route().handler(BodyHandler.create(false).setBodyLimit(MOST_BODY_BYTES));
        new ControlApi(() -> simulation, webhooks, this::reset, sockets).mount(router);
        new FramePages(() -> simulation, sockets).mount(router);
        new FrameCalls(() -> simulation, sockets).mount(router);
        new FrontDoor(vertx, () -> simulation, sockets).mount(router);
        router.route().failureHandler(SimulatorServer::failed);
        return router;
    }

    private static void failed(RoutingContext context) {
        int status = context.statusCode() < 0 ? 500 : context.statusCode();
        Delivery.whole(context.response(), Answer.refused(Refusal.of(status, String.valueOf(context.failure()))));
    }

    private final class Listening extends AbstractVerticle {
        private final String host;
        private final int port;
        private final TlsPort tls;

        private Listening(String host, int port, TlsPort tls) {
            this.host = host;
            this.port = port;
            this.tls = tls;
        }

        @Override
        public void start(Promise<Void> started) {
            Sockets sockets = new Sockets(vertx);
            Router router = router(sockets);
            webhooks.start();
            Future<Integer> listening = PortVariable.SIMULATOR_PORT
                    .named(
                            host,
                            port,
                            Loopbacks.open(
                                    host,
                                    port,
                                    (address, wanted) -> listen(
                                            new HttpServerOptions()
                                                    .setHost(address)
                                                    .setPort(wanted),
                                            router,
                                            sockets)))
                    .onSuccess(actual -> actualPort = actual);
            if (tls != null) {
                listening = listening.compose(first -> PortVariable.SIMULATOR_TLS_PORT.named(
                        host,
                        tls.port(),
                        Loopbacks.open(
                                host,
                                tls.port(),
                                (address, wanted) -> listen(tls.options(address).setPort(wanted), router, sockets))));
            }
            listening.<Void>mapEmpty().onComplete(started);
        }

        private Future<Integer> listen(HttpServerOptions options, Router router, Sockets sockets) {
            return vertx.createHttpServer(options)
                    .connectionHandler(sockets::opened)
                    .requestHandler(router)
                    .listen()
                    .map(HttpServer::actualPort);
        }
    }
}
