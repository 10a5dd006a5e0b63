package io.moonconnect.moonpay;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutorGroup;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.impl.ConnectionBase;

import static org.assertj.core.api.Assertions.assertThat;

/** Why {@link LoopConnections} has a client for each event loop. When a test fails, the reason that it states is gone. */
class LoopConnectionsTrialTest {

    private static final long PATIENCE_SECONDS = 20;

    @Test
    void a_call_gets_a_connection_of_another_event_loop() throws Exception {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
        try {
            HttpServer server = await(vertx.createHttpServer()
                    .requestHandler(request -> request.response().end())
                    .listen(0, "localhost")
                    .toCompletionStage()
                    .toCompletableFuture());
            HttpClient client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(1));
            ContextInternal first = ((VertxInternal) vertx).createEventLoopContext();
            ContextInternal second = ((VertxInternal) vertx).createEventLoopContext();
            assertThat(second.nettyEventLoop()).isNotSameAs(first.nettyEventLoop());

            assertThat(loop(client, server.actualPort(), first)).isSameAs(first.nettyEventLoop());
            assertThat(loop(client, server.actualPort(), second))
                    .as("the event loop of the second call's connection")
                    .isSameAs(first.nettyEventLoop());
        } finally {
            vertx.close();
        }
    }

    @Test
    void no_public_method_gives_the_event_loop_of_a_context() {
        assertThat(Stream.of(Context.class.getMethods())
                        .filter(method -> EventExecutorGroup.class.isAssignableFrom(method.getReturnType())))
                .as("Vert.x has a public way to the event loop of a context")
                .isEmpty();
    }

    /** Of the connection that serves a call made on the context. */
    private static EventLoop loop(HttpClient client, int port, Context caller) throws Exception {
        CompletableFuture<EventLoop> loop = new CompletableFuture<>();
        caller.runOnContext(turn -> client.request(HttpMethod.GET, port, "localhost", "/")
                .compose(request -> request.send()
                        .compose(response -> response.body())
                        .map(body -> ((ConnectionBase) request.connection())
                                .channel()
                                .eventLoop()))
                .onSuccess(loop::complete)
                .onFailure(loop::completeExceptionally));
        return await(loop);
    }

    private static <T> T await(CompletableFuture<T> future) throws Exception {
        return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
