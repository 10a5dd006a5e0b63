package io.moonconnect.proxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.moonconnect.reload.WatchedFiles;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.net.ProxyOptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The keys of a forward proxy; errors never repeat what may be a credential. */
class ForwardProxyTest {

    private static final String HOST = "api.moonpay.com";

    @ConfigMapping(prefix = "tried")
    interface Tried extends ProxyConfig {}

    @ParameterizedTest
    @CsvSource({
        "http://proxy.example.com:3128, proxy.example.com, 3128",
        "HTTP://10.1.2.3:8080/, 10.1.2.3, 8080",
        "http://[fd00::1]:3128, fd00::1, 3128"
    })
    void a_proxy_is_a_host_and_a_port(String value, String host, int port) {
        ProxyOptions proxy = proxy(HOST, Map.of("proxy", value));
        assertThat(proxy.getHost()).isEqualTo(host);
        assertThat(proxy.getPort()).isEqualTo(port);
        assertThat(proxy.getUsername()).isNull();
    }

    @Test
    void without_one_connections_are_direct() {
        assertThat(proxy(HOST, Map.of())).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://user:planted@proxy:3128",
                "http://planted@proxy:3128",
                "user:planted@proxy:3128",
                "http://us er:plan%ted@proxy:3128",
                "https://proxy-planted:3128",
                "socks5://planted:1080",
                "planted:3128",
                "http://planted",
                "http://planted:0",
                "http://planted:65536",
                "http://planted:port",
                "http://planted:3128/path",
                "http://planted:3128?query",
                "http://:planted"
            })
    void another_form_ends_the_start_and_is_not_repeated(String value) {
        assertThatThrownBy(() -> proxy(HOST, Map.of("proxy", value)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("tried.proxy must")
                .hasMessageNotContaining("planted")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api.moonpay.com",
                "API.MoonPay.com",
                "moonpay.com",
                ".moonpay.com",
                "*.moonpay.com",
                "*",
                "a.b,moonpay.com",
                "a.b, moonpay.com",
                " moonpay.com ,a.b"
            })
    void exceptions_are_reached_directly(String exceptions) {
        assertThat(proxy(HOST, Map.of("proxy", "http://proxy:3128", "no-proxy", exceptions)))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pay.com", "api.moonpay.co", "x.api.moonpay.com", "10.0.0.1,fd00::1"})
    void other_hosts_are_not(String exceptions) {
        assertThat(proxy(HOST, Map.of("proxy", "http://proxy:3128", "no-proxy", exceptions)))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/8", "http://planted", "user:planted@host", "a b"})
    void an_exception_that_would_never_match_ends_the_start(String exceptions) {
        assertThatThrownBy(() -> proxy(HOST, Map.of("proxy", "http://proxy:3128", "no-proxy", exceptions)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("tried.no-proxy must")
                .hasMessageNotContaining("planted");
    }

    @Test
    void credentials_come_from_a_file(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("credentials"), "user:pass:word \n");
        ProxyOptions proxy =
                proxy(HOST, Map.of("proxy", "http://proxy:3128", "proxy-credentials-file", file.toString()));
        assertThat(proxy.getUsername()).isEqualTo("user");
        assertThat(proxy.getPassword()).isEqualTo("pass:word");
    }

    @ParameterizedTest
    @ValueSource(strings = {"planted", ":planted", "user:planted\nsecond", ""})
    void a_file_of_another_form_is_not_repeated(String content, @TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("credentials"), content);
        assertThatThrownBy(() ->
                        proxy(HOST, Map.of("proxy", "http://proxy:3128", "proxy-credentials-file", file.toString())))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("tried.proxy-credentials-file")
                .hasMessageNotContaining("planted");
    }

    @Test
    void credentials_set_as_the_path_are_not_repeated() {
        assertThatThrownBy(() ->
                        proxy(HOST, Map.of("proxy", "http://proxy:3128", "proxy-credentials-file", "user:planted")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("tried.proxy-credentials-file must be the path")
                .hasMessageNotContaining("planted");
    }

    @Test
    void credentials_without_a_proxy_end_the_start() {
        assertThatThrownBy(() -> proxy(HOST, Map.of("proxy-credentials-file", "/nowhere")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("tried.proxy-credentials-file needs tried.proxy");
    }

    private static ProxyOptions proxy(String host, Map<String, String> keys) {
        Map<String, String> settings = new HashMap<>();
        keys.forEach((key, value) -> settings.put("tried." + key, value));
        Tried config = new SmallRyeConfigBuilder()
                .withMapping(Tried.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(Tried.class);
        return ForwardProxy.of(
                        "tried", config, host, Duration.ofSeconds(1), new WatchedFiles(new SimpleMeterRegistry()))
                .get();
    }
}
