package io.moonconnect.config;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A malformed value that may hold a secret is rejected with its key and without the value. */
class SecretValuesTest {

    private static final String REDIS = "quarkus.redis.hosts";

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "quarkus.redis.hosts redis://:planted^1@redis:6379",
                "quarkus.redis.hosts redis://:planted%zz@redis:6379",
                "quarkus.redis.hosts redis://:planted#1@redis:6379",
                "quarkus.redis.hosts redis://:planted?1@redis:6379",
                "quarkus.redis.hosts redis://user:1/planted@redis:6379",
                "quarkus.redis.hosts redis://:planted,1@redis:6379",
                "quarkus.redis.hosts redis://:planted@1@redis:6379",
                "quarkus.redis.hosts redis://good:6379,redis://:planted[@redis:6379",
                "quarkus.redis.hosts[1] redis://:planted[@redis:6379",
                "quarkus.redis.other.hosts redis://:planted[@redis:6379",
                "quarkus.redis.hosts http://:planted@redis:6379",
                "quarkus.redis.hosts planted@redis:6379",
                "moonpay.base-url https://planted:secret@api.moonpay.com",
                "moonpay.base-url https://api.moonpay.com/planted^",
                "moonpay.proxy http://planted:secret@proxy:3128",
                "moonconnect.webhooks.sink.url https://events.example/?key=planted|1",
                "quarkus.oidc.auth-server-url https://planted:sec^ret@login.example",
                "quarkus.oidc.introspection-path https://planted:secret@login.example/introspect",
                "quarkus.oidc.proxy.host http://planted:secret@proxy",
                "quarkus.oidc.proxy.host planted:secret@proxy",
                "quarkus.oidc.proxy.port planted@3128",
                "quarkus.oidc.credentials.client-secret.method planted",
                "quarkus.otel.exporter.otlp.endpoint https://planted@collector:4318",
                "quarkus.otel.exporter.otlp.endpoint collector:4318?key=planted",
                "quarkus.otel.exporter.otlp.headers planted-key",
                "quarkus.otel.exporter.otlp.traces.headers a=b,Bearer\u00a0planted=c",
                "quarkus.otel.exporter.otlp.traces.proxy-options.host planted:secret@proxy"
            })
    void a_malformed_value_is_not_repeated(String key, String value) {
        assertThatThrownBy(() -> config(key, value).getConfigValue(key))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(key + " ")
                .hasMessageNotContaining("planted")
                .hasMessageNotContaining("secret@")
                .hasNoCause();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "quarkus.redis.hosts redis://redis:6379",
                "quarkus.redis.hosts redis://:p%5E1@redis:6379/3",
                "quarkus.redis.hosts rediss://user:word@a.example,rediss://user:word@b.example:6380/0",
                "quarkus.redis.hosts redis://[::1]:6379?password=word",
                "quarkus.redis.hosts unix:///run/redis.sock",
                "moonpay.base-url https://api.moonpay.com",
                "moonconnect.webhooks.sink.url https://events.example/a,b?key=1",
                "moonconnect.cors.origins https://shop.example,/https://.*shop.example/",
                "quarkus.oidc.auth-server-url https://login.example/realms/shop",
                "quarkus.oidc.proxy.host proxy.example",
                "quarkus.oidc.proxy.host ::1",
                "quarkus.oidc.proxy.port 3128",
                "quarkus.oidc.credentials.client-secret.method post_jwt",
                "quarkus.otel.exporter.otlp.headers authorization=Basic\u00a0YTpi,x-tenant=1"
            })
    void a_good_value_passes(String key, String value) {
        assertThat(config(key, value).getConfigValue(key).getValue()).isEqualTo(value);
    }

    @Test
    void an_expression_is_checked_by_its_result() {
        SmallRyeConfig good = config(Map.of(REDIS, "redis://:${password}@redis:6379", "password", "p%5E"));
        SmallRyeConfig bad = config(Map.of(REDIS, "redis://:${password}@redis:6379", "password", "planted^"));

        assertThat(good.getConfigValue(REDIS).getValue()).isEqualTo("redis://:p%5E@redis:6379");
        assertThatThrownBy(() -> bad.getConfigValue(REDIS))
                .hasMessageStartingWith(REDIS + " is not a URI: Illegal character in ")
                .hasMessageNotContaining("planted");
    }

    /** Otherwise an optional key would count as absent, and the service start without Redis. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "quarkus.redis.hosts redis://:${planted}@redis:6379",
                "quarkus.oidc.credentials.secret ${planted}",
                "moonpay.secret-key sk_test_1${planted}",
                "moonconnect.webhooks.sink.key 1${planted}"
            })
    void a_reference_to_nothing_is_no_absent_value(String key, String value) {
        assertThatThrownBy(() -> config(key, value).getConfigValue(key))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(key + " refers by ${} to a key that is not set")
                .hasNoCause();
    }

    @Test
    void a_reference_with_a_default_is_well_formed() {
        assertThat(config("moonpay.secret-key", "sk_test_${nothing:1}")
                        .getConfigValue("moonpay.secret-key")
                        .getValue())
                .isEqualTo("sk_test_1");
    }

    private static SmallRyeConfig config(String key, String value) {
        return config(Map.of(key, value));
    }

    private static SmallRyeConfig config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withInterceptors(new SecretValues())
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build();
    }
}
