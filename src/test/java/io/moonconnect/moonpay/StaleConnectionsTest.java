package io.moonconnect.moonpay;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.moonconnect.moonpay.permit.PermitClass;
import io.moonconnect.testing.OnJdk25;
import io.moonconnect.time.Deadline;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;

import static org.assertj.core.api.Assertions.assertThat;

/** A pool of connections that MoonPay has closed causes no error. */
@OnJdk25
class StaleConnectionsTest {

    private static final int POOL = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Set<HttpConnection> used = ConcurrentHashMap.newKeySet();
    private final Set<HttpServerRequest> held = ConcurrentHashMap.newKeySet();
    private final HttpServer server = vertx.createHttpServer()
            .requestHandler(this::answerOnNewConnectionsOnly)
            .listen(0, "localhost")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    private final LoopConnections connections = new LoopConnections(
            vertx,
            ConnectionSettings.of(
                    new HttpClientOptions().setDefaultHost("localhost").setDefaultPort(server.actualPort()),
                    new PoolOptions().setHttp1MaxSize(POOL),
                    PATIENCE,
                    0,
                    PATIENCE,
                    () -> null));

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void a_pool_of_stale_connections_causes_no_error() {
        Uni.join()
                .all(IntStream.range(0, POOL).mapToObj(i -> exchange()).toList())
                .andFailFast()
                .await()
                .atMost(PATIENCE);
        assertThat(used).hasSize(POOL);
        assertThat(exchange().await().atMost(PATIENCE).status()).isEqualTo(200);
    }

    /** Resent once, as {@link SendPath} does. */
    private Uni<Response> exchange() {
        Call call = Call.of(Operation.CREATE_SESSION, PermitClass.INTERACTIVE, Deadline.after(PATIENCE), PATIENCE);
        return exchange(call, false)
                .onFailure(failure -> Outcome.of(failure) == Outcome.STALE_CONNECTION)
                .recoverWithUni(() -> exchange(call, true));
    }

    private Uni<Response> exchange(Call call, boolean fresh) {
        return Uni.createFrom()
                .emitter(emitter ->
                        new Exchange(vertx, connections.here(), call, fresh, TlsUpstream.newPermit(), emitter).start());
    }

    /** The first answers wait for each other, so that each call opens its own connection. */
    private void answerOnNewConnectionsOnly(HttpServerRequest request) {
        if (!used.add(request.connection())) {
            request.connection().close();
        } else if (used.size() > POOL) {
            request.response().end();
        } else {
            held.add(request);
            if (held.size() == POOL) {
                held.forEach(waiting -> waiting.response().end());
            }
        }
    }
}
