package io.moonconnect.moonpay;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.moonconnect.testing.ConnectProxy;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.ProxyOptions;

import static io.moonconnect.moonpay.TlsUpstream.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Calls to MoonPay through a forward proxy, over HTTP/2 and HTTP/1.1. */
class ThroughAProxyTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final ConnectProxy proxy = new ConnectProxy();

    private ProxyOptions options = options(proxy);

    @AfterEach
    void close() {
        proxy.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP_2", "HTTP_1_1"})
    void calls_go_through_tunnels(HttpVersion version) {
        try (TlsUpstream moonPay = upstream(version, () -> options)) {
            Uni.join()
                    .all(IntStream.range(0, 8)
                            .mapToObj(i -> moonPay.exchange(Http2ConnectionsTest.call()))
                            .toList())
                    .andFailFast()
                    .await()
                    .atMost(PATIENCE);

            assertThat(moonPay.received).hasSize(8).allMatch(request -> request.version() == version);
            assertThat(proxy.heads())
                    .hasSize(moonPay.opened.get())
                    .allMatch(head -> head.startsWith("CONNECT localhost:"))
                    .noneMatch(head -> head.toLowerCase().contains("authorization"));
        }
    }

    /** A call on a connection of its own, too. */
    @ParameterizedTest
    @ValueSource(strings = {"HTTP_2", "HTTP_1_1"})
    void a_call_that_needs_a_fresh_connection_goes_through_a_tunnel(HttpVersion version) {
        try (TlsUpstream moonPay = upstream(version, () -> options)) {
            status(moonPay, false);
            assertThat(status(moonPay, true)).isEqualTo(200);
            assertThat(proxy.heads()).hasSize(moonPay.opened.get());
        }
    }

    @Test
    void credentials_are_for_the_proxy_only_and_are_followed_when_they_change() {
        try (TlsUpstream moonPay = upstream(HttpVersion.HTTP_1_1, () -> options)) {
            options = options(proxy).setUsername("first").setPassword("p:1");
            status(moonPay, true);
            options = options(proxy).setUsername("second").setPassword("p:2");
            status(moonPay, true);

            assertThat(proxy.heads().get(0)).contains(encoded("first:p:1"));
            assertThat(proxy.heads().get(proxy.heads().size() - 1)).contains(encoded("second:p:2"));
            assertThat(moonPay.received).isNotEmpty().noneMatch(request -> request.headers()
                    .contains("Proxy-Authorization"));
        }
    }

    /** Calls no longer use the old one. */
    @Test
    void after_a_change_of_credentials_the_new_connection_is_kept() {
        options = options(proxy).setUsername("first").setPassword("p:1");
        try (TlsUpstream moonPay = TlsUpstream.warmHttp2(() -> options)) {
            status(moonPay, false);
            options = options(proxy).setUsername("second").setPassword("p:2");
            status(moonPay, false);
            assertThat(moonPay.opened).hasValue(2);

            await().atMost(LONG).until(() -> moonPay.open.size() == 1);
            status(moonPay, false);
            assertThat(moonPay.opened).hasValue(2);
        }
    }

    static Stream<Consumer<ConnectProxy>> faults() {
        return Stream.of(
                ConnectProxy::away, proxy -> proxy.refuse(407), proxy -> proxy.refuse(403), ConnectProxy::hang);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void a_proxy_that_does_not_connect_is_a_failure_to_connect_until_it_does(Consumer<ConnectProxy> fault) {
        for (HttpVersion version : List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1)) {
            proxy.work();
            try (TlsUpstream moonPay = upstream(version, () -> options)) {
                fault.accept(proxy);
                options = options(proxy).setConnectTimeout(Duration.ofMillis(500));
                assertThatThrownBy(() -> status(moonPay, false))
                        .isInstanceOfSatisfying(MoonPayFailure.class, failure -> assertThat(failure.outcome())
                                .isEqualTo(Outcome.UNAVAILABLE));
                assertThat(moonPay.received).isEmpty();

                proxy.work();
                options = options(proxy);
                assertThat(status(moonPay, false)).isEqualTo(200);
            }
        }
    }

    private static TlsUpstream upstream(HttpVersion version, Supplier<ProxyOptions> proxy) {
        return version == HttpVersion.HTTP_2 ? TlsUpstream.http2(proxy) : TlsUpstream.http1(proxy);
    }

    private static ProxyOptions options(ConnectProxy proxy) {
        return new ProxyOptions().setHost("localhost").setPort(proxy.port()).setConnectTimeout(PATIENCE);
    }

    private static int status(TlsUpstream moonPay, boolean fresh) {
        return moonPay.exchange(Http2ConnectionsTest.call(), fresh)
                .await()
                .atMost(PATIENCE)
                .status();
    }

    private static String encoded(String credentials) {
        return Base64.getEncoder().encodeToString(credentials.getBytes());
    }
}
