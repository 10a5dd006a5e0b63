package io.moonconnect.moonpay;

import java.lang.reflect.Proxy;
import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpConnection;

import static org.assertj.core.api.Assertions.assertThat;

class KeptConnectionTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "timeout=5           | 4000",
                "timeout=5, max=100  | 4000",
                "max=100, timeout=5  | 4000",
                "Timeout = \"5\"     | 4000",
                "timeout=1           | 500",
                "timeout=0           | 0",
                "timeout=60          | 10000",
                "max=100             | 10000",
                "request-timeout=5   | 10000",
                "timeout=            | 10000",
                "                    | 10000"
            })
    void an_http1_connection_is_given_up_before_the_server_closes_it(String keepAlive, long millis) {
        KeptConnection kept = new KeptConnection(http1());
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        if (keepAlive != null) {
            headers.add("Keep-Alive", keepAlive);
        }

        kept.begin();
        kept.end(headers);

        assertThat(Duration.ofNanos(kept.idleLimit(LIMIT.toNanos()))).isEqualTo(Duration.ofMillis(millis));
    }

    /** Only HTTP/2 has a window. */
    private static HttpConnection http1() {
        return (HttpConnection) Proxy.newProxyInstance(
                KeptConnectionTest.class.getClassLoader(),
                new Class<?>[] {HttpConnection.class},
                (proxy, method, arguments) -> method.getName().equals("getWindowSize") ? -1 : null);
    }
}
