package io.moonconnect.moonpay;

import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;

import static io.moonconnect.moonpay.Http2ConnectionsTest.assertFailure;
import static io.moonconnect.moonpay.Http2ConnectionsTest.call;
import static io.moonconnect.moonpay.Http2ConnectionsTest.status;
import static io.moonconnect.moonpay.TlsUpstream.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A flood of frames from MoonPay over HTTP/2 costs at most its connection, and MoonPay is not flooded in turn. */
class Http2FloodTest {

    private static final int FLOOD = 5000;

    /** More than any server has a reason for. */
    private static final int MANY = 400;

    private static final String STREAM = "ssssssss";

    /** Frames of RFC 9113, section 6, in hexadecimal digits: length, type, flags, stream, content. */
    private static final String PING = "000008 06 00 00000000 0000000000000000";

    private static final String SETTINGS = "000000 04 00 00000000";
    private static final String CANCEL = "000004 03 00 ssssssss 00000008";
    private static final String STATUS_200 = "000001 01 04 ssssssss 88";
    private static final String UNFINISHED_STATUS_200 = "000001 01 00 ssssssss 88";
    private static final String BEGUN_BODY = "000001 00 00 ssssssss 7b";
    private static final String EMPTY_DATA = "000000 00 00 ssssssss";
    private static final String EMPTY_CONTINUATION = "000000 09 00 ssssssss";

    /** Frames that come instead of a response. */
    enum Flood {
        OF_PINGS("", PING),
        OF_SETTINGS("", SETTINGS),
        OF_EMPTY_DATA(STATUS_200, EMPTY_DATA),
        OF_HEADERS_WITHOUT_END(UNFINISHED_STATUS_200, EMPTY_CONTINUATION);

        private final String first;
        private final String repeated;

        Flood(String first, String repeated) {
            this.first = first;
            this.repeated = repeated;
        }

        void send(HttpServerRequest request) {
            write(request, first, request.streamId(), 1);
            write(request, repeated, request.streamId(), FLOOD);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_flooded_connection_is_closed_and_later_calls_use_a_new_one(Flood flood) {
        try (TlsUpstream moonPay = TlsUpstream.http2()) {
            moonPay.thenOnce(flood::send);
            assertFailure(moonPay.exchange(call()), Outcome.UNAVAILABLE);
            await().atMost(PATIENCE).until(moonPay.open::isEmpty);

            assertThat(status(moonPay.exchange(call()))).isEqualTo(200);
            assertThat(moonPay.opened).hasValue(2);
            assertThat(moonPay.open).hasSize(1);
        }
    }

    @Test
    void many_pings_and_settings_and_resets_of_ended_calls_disturb_no_call() {
        try (TlsUpstream moonPay = TlsUpstream.http2()) {
            assertThat(status(moonPay.exchange(call()))).isEqualTo(200);
            int ended = moonPay.received.element().streamId();
            moonPay.thenOnce(request -> {
                write(request, PING, ended, MANY);
                write(request, SETTINGS, ended, MANY);
                write(request, CANCEL, ended, FLOOD);
                request.response().end("{}");
            });
            assertThat(status(moonPay.exchange(call()))).isEqualTo(200);
            assertThat(status(moonPay.exchange(call()))).isEqualTo(200);
            assertThat(moonPay.opened).hasValue(1);
        }
    }

    @Test
    void resets_of_a_call_end_no_other_call() {
        try (TlsUpstream moonPay = TlsUpstream.http2()) {
            AtomicReference<HttpServerRequest> running = new AtomicReference<>();
            moonPay.thenOnce(running::set);
            CompletableFuture<Response> other =
                    moonPay.exchange(call()).subscribe().asCompletionStage();
            await().atMost(PATIENCE).until(() -> running.get() != null);

            moonPay.thenOnce(request -> write(request, CANCEL, request.streamId(), FLOOD));
            assertFailure(moonPay.exchange(call()), Outcome.UNAVAILABLE);
            assertThat(other).isNotDone();

            running.get().response().end("{}");
            assertThat(status(Uni.createFrom().completionStage(other))).isEqualTo(200);
            assertThat(moonPay.opened).hasValue(1);
        }
    }

    /** RFC 9113, section 5.4.2, forbids it, and a CDN counts such resets as a flood. */
    @ParameterizedTest
    @ValueSource(strings = {CANCEL, STATUS_200 + CANCEL, STATUS_200 + BEGUN_BODY + CANCEL})
    void a_stream_that_moonpay_has_reset_is_not_reset_in_turn(String frames) {
        try (TlsUpstream moonPay = TlsUpstream.http2()) {
            AtomicInteger resets = new AtomicInteger();
            moonPay.thenOnce(request -> {
                request.response().exceptionHandler(reset -> resets.incrementAndGet());
                write(request, frames, request.streamId(), 1);
            });
            assertFailure(moonPay.exchange(call()), Outcome.UNAVAILABLE);

            // MoonPay has read all frames of the first call before it reads those of the next.
            assertThat(status(moonPay.exchange(call()))).isEqualTo(200);
            assertThat(moonPay.opened).hasValue(1);
            assertThat(resets).hasValue(0);
        }
    }

    /** Past Vert.x, which would not send them. */
    private static void write(HttpServerRequest request, String frame, int stream, int times) {
        HexFormat hex = HexFormat.of();
        byte[] bytes = hex.parseHex(frame.replace(" ", "").replace(STREAM, hex.toHexDigits(stream)));
        ByteBuf frames = Unpooled.buffer(bytes.length * times);
        for (int i = 0; i < times; i++) {
            frames.writeBytes(bytes);
        }
        ConnectionBase connection = (ConnectionBase) request.connection();
        connection.channelHandlerContext().writeAndFlush(frames);
    }
}
