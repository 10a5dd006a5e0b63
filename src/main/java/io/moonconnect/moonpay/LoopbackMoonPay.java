package io.moonconnect.moonpay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Ticker;
import com.sun.net.httpserver.HttpServer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.moonconnect.credential.TokenHash;
import io.moonconnect.moonpay.guard.CircuitBreaker.Pass;
import io.moonconnect.moonpay.guard.GuardConfig;
import io.moonconnect.moonpay.guard.RetryBudget;
import io.moonconnect.moonpay.permit.PermitConfig;
import io.moonconnect.moonpay.permit.PermitPool;
import io.moonconnect.observability.Tracing;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;

/**
 * MoonPay's client with a server of this process in place of MoonPay, so that the code of calls can be run without one.
 * Connections, permits, circuit breakers, caches and metrics are its own, and it logs nothing.
 */
@ApplicationScoped
public class LoopbackMoonPay {

    private static final String PAYMENT_METHODS = """
            {"data":{"paymentMethodConfigs":[%s,%s],"paymentMethods":[
            {"id":"warm-up-card","type":"card","brand":"visa","last4":"0001","expirationMonth":"12",
            "expirationYear":"2099","availability":{"active":true}}]}}""".formatted(config("card"), config("apple_pay"));

    private static final String QUOTE = """
            {"data":{"source":{"amount":"100.00","asset":{"code":"EUR","precision":2}},
            "destination":{"amount":"0.05","asset":{"code":"ETH","precision":18}},
            "fees":{"network":{"amount":"0.80","asset":{"code":"EUR"}},"moonpay":{"amount":"3.20","asset":{"code":"EUR"}}},
            "expiresAt":"2099-01-01T00:00:00.000Z","executable":true,"exchangeRate":"2000","paymentDisclosures":[],
            "signature":"warm-up"}}""";

    private final Vertx vertx;
    private final ObjectMapper json;
    private final MoonPayConfig config;
    private final MoonPaySettings settings;
    private final GuardConfig guards;
    private final PermitConfig permits;
    private final MemoryConfig memory;

    LoopbackMoonPay(
            Vertx vertx,
            ObjectMapper json,
            MoonPayConfig config,
            MoonPaySettings settings,
            GuardConfig guards,
            PermitConfig permits,
            MemoryConfig memory) {
        this.vertx = vertx;
        this.json = json;
        this.config = config;
        this.settings = settings;
        this.guards = guards;
        this.permits = permits;
        this.memory = memory;
    }

    /** A running server, and the client that calls it. */
    public static final class Running implements AutoCloseable {

        private final Vertx vertx;
        private final HttpServer server;
        private final LoopConnections connections;
        private final MoonPay client;

        private Running(Vertx vertx, HttpServer server, LoopConnections connections, MoonPay client) {
            this.vertx = vertx;
            this.server = server;
            this.connections = connections;
            this.client = client;
        }

        public MoonPay client() {
            return client;
        }

        @Override
        public void close() {
            connections.close();
            // Waits for the server's thread.
            vertx.executeBlocking(() -> {
                server.stop(0);
                return null;
            });
        }
    }

    public Running start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer(server, Operation.LIST_PAYMENT_METHODS, PAYMENT_METHODS);
        answer(server, Operation.GET_BUY_QUOTE, QUOTE);
        server.start();
        LoopConnections connections = new LoopConnections(vertx, connectionsTo(server.getAddress()));
        return new Running(vertx, server, connections, client(connections));
    }

    private static void answer(HttpServer server, Operation operation, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        server.createContext(operation.path(), exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
    }

    private ConnectionSettings connectionsTo(InetSocketAddress address) {
        HttpClientOptions options = new HttpClientOptions()
                .setDefaultHost(address.getAddress().getHostAddress())
                .setDefaultPort(address.getPort())
                .setTcpNoDelay(true);
        return ConnectionSettings.of(
                options, new PoolOptions(), config.idleTimeout(), 0, config.pingInterval(), () -> null);
    }

    private MoonPay client(LoopConnections connections) {
        MeterRegistry metrics = new SimpleMeterRegistry();
        CallMetrics callMetrics = new CallMetrics(metrics, new LastOutcome());
        RetryBudget budget = new RetryBudget(0, guards.retryBudgetWindow(), System::nanoTime);
        SendPath path = new SendPath(
                vertx,
                settings,
                new CallPermits(PermitPool.unlimited(vertx, metrics), permits, callMetrics),
                new NoBreakers(guards, metrics, callMetrics),
                new Retries(guards, budget, metrics),
                callMetrics,
                new CallSpans(Tracing.off()),
                new SilentLog(config),
                connections);
        TokenHash hash = new TokenHash();
        WaitLimit limit = new WaitLimit(vertx);
        return new MoonPay(
                path,
                json,
                config,
                new SharedReads(vertx, hash, limit, metrics),
                new PaymentMethodMemory(memory, hash, Ticker.systemTicker(), limit, vertx, metrics));
    }

    private static String config(String type) {
        return """
                {"type":"%s","capabilities":{"supportedCurrencies":["EUR"],"supportedTransactionTypes":["buy"],
                "allowsDeletion":false,"requiresWidget":false},"availability":{"active":true}}""".formatted(type);
    }

    private static final class NoBreakers extends Breakers {

        NoBreakers(GuardConfig guards, MeterRegistry metrics, CallMetrics callMetrics) {
            super(guards, metrics, callMetrics);
        }

        @Override
        Pass enter(Operation operation) {
            return health -> {};
        }
    }

    private static final class SilentLog extends CallLog {

        SilentLog(MoonPayConfig config) {
            super(config, Ticker.systemTicker());
        }

        @Override
        void failed(Operation operation, MoonPayFailure failure) {
            // A failure here is none of MoonPay's.
        }
    }
}
