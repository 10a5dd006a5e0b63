package io.moonconnect.moonpay;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.moonconnect.testing.KeyStoreFile;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.ProxyOptions;

/** A MoonPay over TLS whose behaviour a test decides, and the connections to it on one event loop. */
final class TlsUpstream implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The maximum number of connections to it. */
    static final int POOL = 16;

    private static final PfxOptions STORE =
            new PfxOptions().setPath(KeyStoreFile.temporary().path().toString()).setPassword(KeyStoreFile.PASSWORD);

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Vertx clientVertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    final Queue<HttpServerRequest> received = new ConcurrentLinkedQueue<>();
    final Set<HttpConnection> open = ConcurrentHashMap.newKeySet();
    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger pings = new AtomicInteger();
    final AtomicInteger refused = new AtomicInteger();
    private final Queue<Consumer<HttpServerRequest>> next = new ConcurrentLinkedQueue<>();
    private final HttpServerOptions options;
    private final LoopConnections connections;
    private HttpServer server;
    private NetServer refusing;

    private TlsUpstream(HttpServerOptions options, int warm, Duration pingInterval) {
        this(options, warm, pingInterval, () -> null);
    }

    private TlsUpstream(HttpServerOptions options, int warm, Duration pingInterval, Supplier<ProxyOptions> proxy) {
        this(options, new PoolOptions().setHttp1MaxSize(POOL), warm, pingInterval, proxy);
    }

    private TlsUpstream(
            HttpServerOptions options,
            PoolOptions pool,
            int warm,
            Duration pingInterval,
            Supplier<ProxyOptions> proxy) {
        options.setHost("localhost").setPort(0).setSsl(true).setKeyCertOptions(STORE);
        this.options = options;
        server = listen();
        connections = new LoopConnections(
                clientVertx,
                ConnectionSettings.of(
                        new HttpClientOptions()
                                .setSsl(true)
                                .setTrustOptions(STORE)
                                .setDefaultHost("localhost")
                                .setDefaultPort(server.actualPort())
                                .setConnectTimeout(1000),
                        pool,
                        PATIENCE,
                        warm,
                        pingInterval,
                        proxy));
    }

    static TlsUpstream http2() {
        return new TlsUpstream(http2Options(), 0, PATIENCE);
    }

    static TlsUpstream http2(int maxStreams) {
        return new TlsUpstream(
                http2Options().setInitialSettings(new Http2Settings().setMaxConcurrentStreams(maxStreams)),
                0,
                PATIENCE);
    }

    /** No call waits for a connection. */
    static TlsUpstream http2WithoutQueue() {
        return new TlsUpstream(http2Options(), new PoolOptions().setMaxWaitQueueSize(0), 0, PATIENCE, () -> null);
    }

    static TlsUpstream warmHttp2(Duration pingInterval) {
        return new TlsUpstream(http2Options(), 5, pingInterval);
    }

    static TlsUpstream http1() {
        return new TlsUpstream(http1Options(), 0, PATIENCE);
    }

    /** Reached through a proxy only. */
    static TlsUpstream http2(Supplier<ProxyOptions> proxy) {
        return new TlsUpstream(http2Options(), 0, PATIENCE, proxy);
    }

    static TlsUpstream warmHttp2(Supplier<ProxyOptions> proxy) {
        return new TlsUpstream(http2Options(), 5, PATIENCE, proxy);
    }

    static TlsUpstream http1(Supplier<ProxyOptions> proxy) {
        return new TlsUpstream(http1Options(), 0, PATIENCE, proxy);
    }

    static TlsUpstream warmHttp1() {
        return new TlsUpstream(http1Options(), 5, PATIENCE);
    }

    private static HttpServerOptions http2Options() {
        return new HttpServerOptions()
                .setUseAlpn(true)
                .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1));
    }

    private static HttpServerOptions http1Options() {
        return new HttpServerOptions().setUseAlpn(true).setAlpnVersions(List.of(HttpVersion.HTTP_1_1));
    }

    /** The next request is handled so; the others are answered with 200. */
    TlsUpstream thenOnce(Consumer<HttpServerRequest> behaviour) {
        next.add(behaviour);
        return this;
    }

    void keepWarm() {
        connections.keepWarm();
    }

    void closeClient() {
        connections.close();
    }

    Vertx client() {
        return clientVertx;
    }

    /** One exchange, not sent again. */
    Uni<Response> exchange(Call call) {
        return exchange(call, false);
    }

    Uni<Response> exchange(Call call, boolean fresh) {
        return exchange(newContext(), call, fresh);
    }

    /** Whether it ended on the context on which it began. */
    Uni<Boolean> exchangeOnAContextOfItsOwn(Call call) {
        ContextInternal own = newContext();
        return exchange(own, call, false).map(response -> Vertx.currentContext() == own);
    }

    private ContextInternal newContext() {
        return ((VertxInternal) clientVertx).createEventLoopContext();
    }

    /** With a permit that was granted long ago. */
    Uni<Response> exchange(Call call, Supplier<Uni<CallPermit>> another) {
        return exchange(newContext(), call, false, new CallPermit(System.nanoTime() - PATIENCE.toNanos(), another));
    }

    private Uni<Response> exchange(ContextInternal context, Call call, boolean fresh) {
        return exchange(context, call, fresh, newPermit());
    }

    private Uni<Response> exchange(ContextInternal context, Call call, boolean fresh, CallPermit permit) {
        return Uni.createFrom()
                .emitter(emitter -> context.runOnContext(
                        ready -> new Exchange(clientVertx, connections.here(), call, fresh, permit, emitter).start()));
    }

    static CallPermit newPermit() {
        return new CallPermit(System.nanoTime(), () -> Uni.createFrom().item(newPermit()));
    }

    void later(Runnable action) {
        vertx.setTimer(50, time -> action.run());
    }

    /** How many connections the client takes for open. */
    int openAtClient() {
        Promise<Integer> size = Promise.promise();
        newContext()
                .runOnContext(here ->
                        size.complete(connections.here().connections().open().size()));
        return join(size.future());
    }

    void closeAll() {
        open.forEach(HttpConnection::close);
    }

    /** Until it comes back, it closes and counts connections before their handshake. */
    void goAway() {
        int port = server.actualPort();
        options.setPort(port);
        join(server.close());
        NetServer closing = vertx.createNetServer().connectHandler(this::refuse);
        refusing = join(closing.listen(port, "localhost"));
    }

    void comeBack() {
        join(refusing.close());
        server = listen();
    }

    private HttpServer listen() {
        HttpServer serving =
                vertx.createHttpServer(options).connectionHandler(this::opened).requestHandler(this::serve);
        return join(serving.listen());
    }

    private void refuse(NetSocket socket) {
        refused.incrementAndGet();
        socket.close();
    }

    private static <T> T join(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    private void opened(HttpConnection connection) {
        opened.incrementAndGet();
        open.add(connection);
        connection.closeHandler(closed -> open.remove(connection));
        connection.exceptionHandler(known -> {});
        if (connection.getWindowSize() >= 0) {
            connection.pingHandler(ping -> pings.incrementAndGet());
        }
    }

    private void serve(HttpServerRequest request) {
        received.add(request);
        request.exceptionHandler(known -> {});
        request.response().exceptionHandler(known -> {});
        Consumer<HttpServerRequest> behaviour = next.poll();
        if (behaviour == null) {
            request.response().end("{}");
        } else {
            behaviour.accept(request);
        }
    }

    @Override
    public void close() {
        join(clientVertx.close());
        join(vertx.close());
    }
}
