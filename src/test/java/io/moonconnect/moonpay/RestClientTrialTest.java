package io.moonconnect.moonpay;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Why the send path uses Vert.x' client: the MicroProfile REST client reads the whole body of an error before the
 * caller sees it, so it cannot cap it. If this test fails, that reason is gone.
 */
@QuarkusTest
class RestClientTrialTest {

    private static final int CHUNK = 64 * 1024;

    /** Four times the cap of the send path. */
    private static final long SENT = 4 * 1024 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final AtomicLong READ_BY_CLIENT = new AtomicLong();

    private static Vertx vertx;
    private static URI base;

    /** The declarative client for it. */
    @Path("/")
    interface Declared {

        @GET
        @Path("error")
        Uni<RestResponse<Buffer>> error();
    }

    @BeforeAll
    static void serveAnErrorWithoutEnd() {
        vertx = Vertx.vertx();
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> {
                    request.response().setStatusCode(503).setChunked(true);
                    pour(request.response(), 0);
                })
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        base = URI.create("http://localhost:" + server.actualPort());
    }

    @AfterAll
    static void stop() {
        vertx.close();
    }

    @Test
    void the_rest_client_buffers_an_error_body_of_any_size() {
        Declared client = QuarkusRestClientBuilder.newBuilder()
                .baseUri(base)
                .property("microprofile.rest.client.disable.default.mapper", true)
                .build(Declared.class);

        RestResponse<Buffer> response = client.error().await().atMost(PATIENCE);

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(READ_BY_CLIENT.get()).isGreaterThanOrEqualTo(SENT);
    }

    /** Writes a chunk once the previous one is sent, so that the count is what the client has read. */
    private static void pour(HttpServerResponse response, long sent) {
        READ_BY_CLIENT.set(sent);
        if (sent >= SENT) {
            response.end();
        } else {
            response.write(Buffer.buffer(new byte[CHUNK])).onSuccess(written -> pour(response, sent + CHUNK));
        }
    }
}
