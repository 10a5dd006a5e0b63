package io.moonconnect.http;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.runtime.configuration.ConfigurationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Which origins can be configured. */
class BrowserOriginsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example",
                "https://shop.example:8443",
                "http://localhost:3000",
                "http://127.0.0.1:5173",
                "https://[2001:db8::1]:8443",
                "https://xn--bcher-kva.example",
                "capacitor://localhost",
                "chrome-extension://abcdefghijklmnopabcdefghijklmnop",
                "moz-extension://0af76519-16cd-43dd-8448-eb211c80319c"
            })
    void an_exact_origin_is_taken(String origin) {
        assertThat(BrowserOrigins.of(List.of(origin)).allow(List.of(origin))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "/.*/",
                "/https://.*\\.shop\\.example/",
                "https://*.shop.example",
                "null",
                "",
                "shop.example",
                "//shop.example",
                "https://",
                "https://shop.example/",
                "https://shop.example/page",
                "https://shop.example?a",
                "https://Shop.example",
                "HTTPS://shop.example",
                "https://shop.example:443",
                "http://shop.example:80",
                "https://shop.example:",
                "https://shop.example:08443",
                "https://user@shop.example",
                "https://shop.example https://other.example"
            })
    void wildcards_and_origins_that_never_match_fail_the_start(String origin) {
        assertThatThrownBy(() -> BrowserOrigins.of(List.of("https://shop.example", origin)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("moonconnect.cors.origins")
                .hasMessageEndingWith("not " + origin);
    }

    @Test
    void none_is_fine() {
        assertThat(BrowserOrigins.of(List.of()).isEmpty()).isTrue();
    }
}
