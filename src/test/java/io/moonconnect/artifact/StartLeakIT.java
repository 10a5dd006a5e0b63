package io.moonconnect.artifact;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.moonconnect.testing.ConfigurationKey;
import io.moonconnect.testing.Documents;
import io.moonconnect.testing.Lengthy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every key whose value is or holds a secret, with one in a wrong form: whatever a start says of it, at any log level, it
 * does not repeat the secret.
 */
@Lengthy
class StartLeakIT {

    private static final String SECRET = "planted";

    /** A key is not a name, a path or a URL, and none of these is a key. */
    private static final List<String> KEYS = List.of(SECRET + "^1 %zz");

    private static final List<String> URLS =
            List.of("https://user:" + SECRET + "^1@host.example", "user:" + SECRET + "@host");

    /** The keys of Quarkus that the guide names or that stand beside those. */
    private static final Map<String, List<String>> OF_QUARKUS = Map.ofEntries(
            Map.entry(
                    "quarkus.redis.hosts", List.of("redis://:" + SECRET + "^1@localhost:6379", SECRET + "@localhost")),
            Map.entry("quarkus.redis.password", KEYS),
            Map.entry("quarkus.redis.tls.key-certificate-pem.keys", KEYS),
            Map.entry("quarkus.oidc.auth-server-url", URLS),
            Map.entry("quarkus.oidc.jwks-path", URLS),
            Map.entry("quarkus.oidc.credentials.secret", KEYS),
            Map.entry("quarkus.oidc.credentials.client-secret.value", KEYS),
            Map.entry("quarkus.oidc.credentials.client-secret.method", KEYS),
            Map.entry("quarkus.oidc.credentials.jwt.secret", KEYS),
            Map.entry("quarkus.oidc.credentials.jwt.key", KEYS),
            Map.entry("quarkus.oidc.credentials.jwt.key-file", KEYS),
            Map.entry("quarkus.oidc.proxy.host", URLS),
            Map.entry("quarkus.oidc.proxy.port", KEYS),
            Map.entry("quarkus.oidc.proxy.password", KEYS),
            Map.entry("quarkus.otel.exporter.otlp.endpoint", URLS),
            Map.entry("quarkus.otel.exporter.otlp.traces.endpoint", URLS),
            Map.entry("quarkus.otel.exporter.otlp.headers", KEYS),
            Map.entry("quarkus.otel.exporter.otlp.traces.headers", KEYS),
            Map.entry("quarkus.otel.exporter.otlp.traces.proxy-options.host", URLS),
            Map.entry("quarkus.otel.exporter.otlp.traces.proxy-options.port", KEYS),
            Map.entry("quarkus.otel.exporter.otlp.traces.proxy-options.password", KEYS));

    /** Our own keys that are or hold a secret, by the last word of their names. */
    private static final Pattern SECRETIVE = Pattern.compile(".*[.-](key|keys|file|url|proxy)");

    private static final Pattern IS_URL = Pattern.compile(".*[.-](url|proxy)");

    /** The same of Quarkus' keys. */
    private static final Pattern SECRETIVE_OF_QUARKUS = Pattern.compile(
            "`(quarkus\\.[a-z0-9.-]+\\.(hosts|password|secret|auth-server-url|host|headers|endpoint))`");

    /** A server's own address holds no secret. */
    private static final Pattern SERVER = Pattern.compile("quarkus\\.(http|management)\\..*");

    /** Of those, the ones that cannot hold any. */
    private static final List<String> WITHOUT = List.of("moonconnect.disclosures.file");

    record Case(String key, String value) {

        String variable() {
            return key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        }
    }

    static Stream<Case> cases() {
        Stream<Case> own = own().flatMap(key ->
                (IS_URL.matcher(key).matches() ? URLS : KEYS).stream().map(value -> new Case(key, value)));
        Stream<Case> ofQuarkus = OF_QUARKUS.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(value -> new Case(entry.getKey(), value)));
        return Stream.concat(own, ofQuarkus);
    }

    private static Stream<String> own() {
        return ConfigurationKey.all().stream()
                .map(ConfigurationKey::name)
                .filter(key -> SECRETIVE.matcher(key).matches() && !WITHOUT.contains(key));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_start_does_not_repeat_what_is_planted(Case planted) {
        ProductionConfig config = ProductionConfig.complete()
                .with(ProductionConfig.CALLERS, "customer,backend")
                .with(ProductionConfig.ISSUER, "http://localhost:1")
                .with(ProductionConfig.AUDIENCE, "moonconnect")
                .with("MOONCONNECT_WEBHOOKS_SINK_URL", "https://localhost:1/events")
                .with("MOONCONNECT_WEBHOOKS_SINK_KEY", "0123456789-0123456789-0123456789")
                .with("QUARKUS_OTEL_SDK_DISABLED", "false")
                .with("QUARKUS_OTEL_EXPORTER_OTLP_TRACES_PROXY_OPTIONS_ENABLED", "true")
                .with("QUARKUS_LOG_LEVEL", "DEBUG")
                .with(planted.variable(), planted.value());
        try (ArtifactProcess production = Artifact.PRODUCTION.start("start-leak", config.environment())) {
            production.listeningOrEnded();
            assertThat(production.output()).as(planted.key()).doesNotContain(SECRET);
        }
    }

    @Test
    void every_such_key_of_the_guide_is_planted() {
        assertThat(SECRETIVE_OF_QUARKUS
                        .matcher(Documents.text(Documents.CONFIGURATION))
                        .results()
                        .map(key -> key.group(1))
                        .filter(key -> !SERVER.matcher(key).matches()))
                .isNotEmpty()
                .isSubsetOf(OF_QUARKUS.keySet());
    }

    /** Guards the pattern: these are known to be secrets. */
    @Test
    void the_known_secrets_are_among_the_keys() {
        assertThat(own())
                .contains(
                        "moonpay.secret-key",
                        "moonpay.secret-key-file",
                        "moonpay.webhook-keys",
                        "moonpay.webhook-keys-file",
                        "moonpay.proxy",
                        "moonpay.proxy-credentials-file",
                        "moonconnect.backend-keys",
                        "moonconnect.backend-keys-file",
                        "moonconnect.audit.key",
                        "moonconnect.audit.key-file",
                        "moonconnect.audit.sink.url",
                        "moonconnect.audit.sink.key",
                        "moonconnect.audit.proxy",
                        "moonconnect.webhooks.sink.url",
                        "moonconnect.webhooks.sink.key",
                        "moonconnect.webhooks.sink.key-file",
                        "moonconnect.webhooks.proxy",
                        "moonconnect.webhooks.proxy-credentials-file");
    }
}
