package io.moonconnect.http;

import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Why {@link ConnectionEnd}, {@link Draining}, {@link EventLoops} and {@link ContinueResponse} exist. When a test
 * fails, the reason that it states is gone.
 */
class ConnectionTrialTest {

    private static final long PATIENCE_SECONDS = 20;

    /** {@link ConnectionEnd} and {@code BoundedConnection} cast to an internal class to get it. */
    @Test
    void no_public_method_gives_the_channel_of_a_request() {
        assertThat(Stream.of(
                                RoutingContext.class,
                                HttpServerRequest.class,
                                HttpServerResponse.class,
                                HttpConnection.class)
                        .flatMap(type -> Stream.of(type.getMethods()))
                        .filter(method -> Channel.class.isAssignableFrom(method.getReturnType())
                                || ChannelHandlerContext.class.isAssignableFrom(method.getReturnType())))
                .as("Vert.x has a public way to the channel")
                .isEmpty();
    }

    /** {@link Draining} finds the listening sockets through accepted connections. */
    @Test
    void vertx_has_no_method_that_only_stops_listening() {
        assertThat(HttpServer.class.getMethods())
                .as("Vert.x can stop listening and leave connections open")
                .extracting(Method::getName)
                .doesNotContain("shutdown", "unlisten", "stopListening");
    }

    /** The only public way to stop listening. */
    @Test
    void closing_a_server_ends_a_running_request() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            CompletableFuture<HttpServerRequest> running = new CompletableFuture<>();
            HttpServer server = vertx.createHttpServer()
                    .requestHandler(running::complete)
                    .listen(0, "localhost")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
                socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
                socket.getOutputStream()
                        .write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                running.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                server.close();
                assertThat(socket.getInputStream().read())
                        .as("a running request survives the close of its server")
                        .isEqualTo(-1);
            }
        } finally {
            vertx.close();
        }
    }

    @Test
    void vertx_has_two_event_loops_per_core() {
        assertThat(new VertxOptions().getEventLoopPoolSize())
                .as("the default number of event loops")
                .isEqualTo(2 * Runtime.getRuntime().availableProcessors());
    }

    @Test
    void vertx_does_not_answer_expect_by_itself() {
        assertThat(new HttpServerOptions().isHandle100ContinueAutomatically())
                .as("Vert.x answers Expect: 100-continue")
                .isFalse();
    }

    /** It would do so after the body has been read here. */
    @Test
    void quarkus_rest_answers_expect_itself() throws Exception {
        String name = "/org/jboss/resteasy/reactive/server/vertx/VertxResteasyReactiveRequestContext.class";
        try (InputStream code = RoutingContext.class.getResourceAsStream(name)) {
            assertThat(new String(code.readAllBytes(), StandardCharsets.ISO_8859_1))
                    .as("Quarkus REST looks at Expect")
                    .contains("100-continue")
                    .contains("writeContinue");
        }
    }
}
