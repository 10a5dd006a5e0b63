package io.moonconnect.http;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        assertThat(origins(origin).allow(List.of(origin))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "/.*/",
                "/https://.*\\.shop\\.example/",
                "https://*.shop.example",
                "moz-extension://",
                "moz-extension://*/",
                "moz-extension://**",
                "moz-extension://*:443",
                "MOZ-extension://*",
                "chrome-extension://*",
                "capacitor://*",
                "*://*",
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
        assertThatThrownBy(() -> origins("https://shop.example", origin))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("moonconnect.cors.origins")
                .hasMessageEndingWith("not " + origin);
    }

    @Test
    void none_is_fine() {
        assertThat(origins().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "moz-extension://0af76519-16cd-43dd-8448-eb211c80319c, true",
        "moz-extension://7d9b1f0c-0000-4000-8000-000000000000, true",
        "https://shop.example, true",
        "moz-extension://*, false",
        "moz-extension://, false",
        "moz-extension://evil.example, false",
        "moz-extension://0AF76519-16cd-43dd-8448-eb211c80319c, false",
        "moz-extension://0af76519-16cd-43dd-8448-eb211c80319c:443, false",
        "moz-extension://0af76519-16cd-43dd-8448-eb211c80319c/page, false",
        "chrome-extension://0af76519-16cd-43dd-8448-eb211c80319c, false",
        "https://0af76519-16cd-43dd-8448-eb211c80319c, false",
        "null, false"
    })
    void the_wildcard_stands_for_extensions_of_firefox_alone(String origin, boolean allowed) {
        assertThat(origins("https://shop.example", "moz-extension://*").allow(List.of(origin)))
                .isEqualTo(allowed);
    }

    @Test
    void two_extensions_of_firefox_are_not_one() {
        String addOn = "moz-extension://0af76519-16cd-43dd-8448-eb211c80319c";
        assertThat(origins("moz-extension://*").allow(List.of(addOn, addOn))).isFalse();
    }

    @Test
    void an_own_page_on_any_port_is_fine() {
        BrowserOrigins origins = BrowserOrigins.of(List.of("https://shop.example"), List.of("http://localhost:0"));
        assertThat(origins.allow(List.of("https://shop.example"))).isTrue();
    }

    private static BrowserOrigins origins(String... configured) {
        return BrowserOrigins.of(List.of(configured), List.of());
    }
}
