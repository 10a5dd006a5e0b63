package io.moonconnect.stream;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerResponse;

import static org.assertj.core.api.Assertions.assertThat;

/** Why {@link BoundedConnection} sets a buffer size. When this test fails, that reason is gone. */
class BoundedConnectionTrialTest {

    private static final int CHUNK = 16 * 1024;
    private static final int MUCH = 32 * CHUNK;
    private static final long PATIENCE_SECONDS = 20;

    @Test
    void half_a_megabyte_is_sent_to_a_client_that_does_not_read() throws Exception {
        Vertx vertx = Vertx.vertx();
        CompletableFuture<Void> sent = new CompletableFuture<>();
        try {
            HttpServer server = vertx.createHttpServer()
                    .requestHandler(request -> pour(request.response().setChunked(true), MUCH, sent))
                    .listen(0, "localhost")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
                socket.getOutputStream()
                        .write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                assertThat(sent)
                        .as("the connection does not buffer that much")
                        .succeedsWithin(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        } finally {
            vertx.close();
        }
    }

    /** Writes a chunk once the operating system has taken the previous one. */
    private static void pour(HttpServerResponse response, int left, CompletableFuture<Void> sent) {
        if (left == 0) {
            sent.complete(null);
        } else {
            response.write(Buffer.buffer(new byte[CHUNK])).onSuccess(taken -> pour(response, left - CHUNK, sent));
        }
    }
}
