package io.moonconnect.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

import static org.assertj.core.api.Assertions.assertThat;

/** Why {@link Pipelining} exists: what Vert.x does by itself. When a test fails, the reason that it states is gone. */
class PipeliningTrialTest {

    private static final int REQUESTS = 400;
    private static final int ANSWER = 64 * 1024;
    private static final int PATIENCE_SECONDS = 20;
    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String INVALID =
            "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nnot-a-size\r\n";

    private Vertx vertx;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
    }

    @AfterEach
    void stop() {
        vertx.close();
    }

    /** The answers take 25 MiB, more than the operating system buffers. */
    @Test
    void requests_of_a_client_that_does_not_read_are_all_answered() throws Exception {
        AtomicInteger answered = new AtomicInteger();
        CompletableFuture<Void> all = new CompletableFuture<>();
        try (Socket socket = connect(request -> {
            request.response().end(Buffer.buffer(new byte[ANSWER]));
            if (answered.incrementAndGet() == REQUESTS) {
                all.complete(null);
            }
        })) {
            send(socket, REQUEST.repeat(REQUESTS));
            assertThat(all)
                    .as(() -> "Vert.x stops at " + answered + " answers that are not read")
                    .succeedsWithin(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Test
    void an_invalid_chunk_ends_the_connection_without_an_answer() throws Exception {
        try (Socket socket = connect(
                request -> request.body().onSuccess(body -> request.response().end()))) {
            send(socket, INVALID);
            assertThat(socket.getInputStream().read())
                    .as("the first byte of Vert.x' answer")
                    .isEqualTo(-1);
        }
    }

    private Socket connect(Handler<HttpServerRequest> handler) throws Exception {
        int port = vertx.createHttpServer()
                .requestHandler(handler)
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .actualPort();
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
