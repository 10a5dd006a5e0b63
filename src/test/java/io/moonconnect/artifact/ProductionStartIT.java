package io.moonconnect.artifact;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.moonconnect.testing.Lengthy;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.nullValue;

/** The production artifact starts with a configuration that can work, and otherwise says which key is wrong and why. */
class ProductionStartIT {

    private static final Pattern SECRET = Pattern.compile("sk_(test|live)_[0-9a-f]{8}");

    /** RS256, key "any", no claims, and nothing for a signature. */
    private static final String TOKEN_WITH_A_KEY_ID = "eyJhbGciOiJSUzI1NiIsImtpZCI6ImFueSJ9.e30.c2lnbmF0dXJl";

    @TempDir
    Path directory;

    @Test
    void refuses_to_start_without_a_secret_key() {
        refuses(
                ProductionConfig.complete().without(ProductionConfig.SECRET_KEY),
                "moonpay.secret-key is not set",
                "moonpay.secret-key-file");
    }

    @ParameterizedTest
    @Lengthy
    @ValueSource(strings = {"pk_test_", "sk_", "sk_prod_", "SK_TEST_"})
    void refuses_a_key_with_another_prefix(String prefix) {
        String key = ProductionConfig.secretKey(prefix);

        String output = refuses(
                ProductionConfig.complete().with(ProductionConfig.SECRET_KEY, key),
                "moonpay.secret-key",
                "sk_test_ or sk_live_");

        assertThat(output).doesNotContain(key);
    }

    @Test
    @Lengthy
    void refuses_a_key_beside_a_file_with_a_key() throws Exception {
        refuses(
                ProductionConfig.complete()
                        .with(
                                ProductionConfig.SECRET_KEY_FILE,
                                file(ProductionConfig.secretKey("sk_test_")).toString()),
                "moonpay.secret-key and moonpay.secret-key-file are both set");
    }

    @Test
    @Lengthy
    void refuses_a_file_that_is_not_there() {
        refuses(
                ProductionConfig.complete()
                        .without(ProductionConfig.SECRET_KEY)
                        .with(
                                ProductionConfig.SECRET_KEY_FILE,
                                directory.resolve("absent").toString()),
                "moonpay.secret-key-file: ",
                "absent cannot be used: it is missing");
    }

    @ParameterizedTest
    @Lengthy
    @ValueSource(strings = {"prod", "dev", "test", "demo"})
    void refuses_open_callers_whatever_profile_is_claimed(String profile) {
        refuses(
                ProductionConfig.complete()
                        .with(ProductionConfig.CALLERS, "open,backend")
                        .with(ProductionConfig.CORS_ORIGINS, "https://shop.example")
                        .with(ProductionConfig.PROFILE, profile),
                "moonconnect.callers contains open, which is not allowed in production");
    }

    @Test
    void refuses_open_callers_alone() {
        refuses(
                ProductionConfig.complete()
                        .without(ProductionConfig.BACKEND_KEYS)
                        .with(ProductionConfig.CALLERS, "open"),
                "moonconnect.callers contains open, which is not allowed in production");
    }

    @Test
    @Lengthy
    void refuses_to_start_without_keys_of_backends() {
        refuses(
                ProductionConfig.complete().without(ProductionConfig.BACKEND_KEYS),
                "moonconnect.backend-keys is not set");
    }

    @Test
    @Lengthy
    void refuses_an_audit_key_that_can_be_guessed() {
        String output = refuses(
                ProductionConfig.complete().with(ProductionConfig.AUDIT_KEY, "planted-too-short"),
                "moonconnect.audit.key must hold at least 32 random characters");

        assertThat(output).doesNotContain("planted");
    }

    @Test
    @Lengthy
    void refuses_a_form_of_customer_ids_that_there_is_not() {
        refuses(
                ProductionConfig.complete().with("MOONCONNECT_AUDIT_CUSTOMER_IDS", "none"),
                "moonconnect.audit.customer-ids",
                "hash",
                "plain");
    }

    @Test
    @Lengthy
    void refuses_customers_without_an_identity_provider() {
        refuses(customers(), "quarkus.oidc.auth-server-url is not set", "moonconnect.callers contains customer");
    }

    @Test
    @Lengthy
    void refuses_customers_without_an_audience() {
        refuses(
                customers().with(ProductionConfig.ISSUER, "http://localhost:1"),
                "quarkus.oidc.token.audience is not set");
    }

    @Test
    @Lengthy
    void refuses_a_negative_number_of_proxies() {
        refuses(ProductionConfig.complete().with("MOONCONNECT_TRUSTED_HOPS", "-1"), "moonconnect.trusted-hops");
    }

    @Test
    @Lengthy
    void refuses_a_second_way_of_reading_forwarded_headers() {
        refuses(
                ProductionConfig.complete().with("QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING", "true"),
                "quarkus.http.proxy.proxy-address-forwarding must not be set",
                "moonconnect.trusted-hops");
    }

    @Test
    @Lengthy
    void refuses_peers_that_name_themselves() {
        refuses(
                ProductionConfig.complete().with("QUARKUS_HTTP_PROXY_USE_PROXY_PROTOCOL", "true"),
                "quarkus.http.proxy.use-proxy-protocol must not be set");
    }

    @Test
    @Lengthy
    void refuses_spans_with_addresses_and_queries() {
        refuses(
                ProductionConfig.complete().with("QUARKUS_OTEL_INSTRUMENT_VERTX_HTTP", "true"),
                "quarkus.otel.instrument.vertx-http must be false");
    }

    @ParameterizedTest
    @CsvSource({
        "QUARKUS_HTTP_AUTH_PERMISSION_ADMIN_, quarkus.http.auth.permission",
        "QUARKUS_MANAGEMENT_AUTH_PERMISSION_ADMIN_, quarkus.management.auth.permission"
    })
    void refuses_policies_on_paths_which_can_be_passed_by(String variables, String key) {
        refuses(
                ProductionConfig.complete()
                        .with(variables + "PATHS", "/v1/assets")
                        .with(variables + "POLICY", "permit"),
                key + " must not be set");
    }

    @Test
    @Lengthy
    void does_not_repeat_an_audit_key_that_stands_where_its_path_should() {
        String output = refuses(
                ProductionConfig.complete().with("MOONCONNECT_AUDIT_KEY_FILE", "planted-audit-key"),
                "moonconnect.audit.key-file must be the path of a file");

        assertThat(output).doesNotContain("planted");
    }

    /** Those that libraries would repeat; SecretValuesTest has more of each kind. */
    @ParameterizedTest
    @Lengthy
    @CsvSource({
        "QUARKUS_REDIS_HOSTS, redis://:planted^1@localhost:6379, quarkus.redis.hosts is not a URI",
        "QUARKUS_REDIS_HOSTS, redis://user:1/planted@localhost:6379, quarkus.redis.hosts must be redis://",
        "QUARKUS_OIDC_AUTH_SERVER_URL, https://user:planted^1@login.example, quarkus.oidc.auth-server-url must not contain",
        "QUARKUS_OIDC_PROXY_HOST, http://user:planted@proxy.example, quarkus.oidc.proxy.host must not contain",
        "QUARKUS_OIDC_PROXY_PORT, planted, quarkus.oidc.proxy.port must be a port",
        "QUARKUS_OIDC_CREDENTIALS_CLIENT_SECRET_METHOD, planted, quarkus.oidc.credentials.client-secret.method",
        "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT, collector:4318?key=planted, quarkus.otel.exporter.otlp.endpoint must be",
        "QUARKUS_OTEL_EXPORTER_OTLP_HEADERS, planted-key, quarkus.otel.exporter.otlp.headers must hold name=value",
        "MOONPAY_BASE_URL, https://api.moonpay.com/planted^, moonpay.base-url is not a URI",
        "MOONCONNECT_WEBHOOKS_SINK_URL, https://events.example/?key=planted|1, moonconnect.webhooks.sink.url is not a URI"
    })
    void does_not_repeat_a_value_that_may_hold_a_secret(String variable, String value, String said) {
        String output = refuses(
                customers()
                        .with(ProductionConfig.ISSUER, "http://localhost:1")
                        .with(ProductionConfig.AUDIENCE, "moonconnect")
                        .with("QUARKUS_OTEL_SDK_DISABLED", "false")
                        .with(variable, value),
                said);

        assertThat(output).doesNotContain("planted");
    }

    @Test
    void starts_for_customers_while_their_identity_provider_is_down() {
        ProductionConfig config = customers()
                .with(ProductionConfig.ISSUER, "http://localhost:1")
                .with(ProductionConfig.AUDIENCE, "moonconnect");

        try (ArtifactProcess production = Artifact.PRODUCTION.start("customers", config.environment())) {
            URI api = production.listening().api();

            production.ready();
            given().get(api.resolve("/v1/assets"))
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", "Bearer realm=\"moonconnect\"");
            given().header("Authorization", "Bearer " + TOKEN_WITH_A_KEY_ID)
                    .get(api.resolve("/v1/assets"))
                    .then()
                    .statusCode(503)
                    .body("type", endsWith("/identity-provider-unavailable"));
        }
    }

    @Test
    @Lengthy
    void refuses_a_live_key_with_the_sample_catalogue() {
        String output = refuses(live("https://localhost:1"), "moonconnect.disclosures.file", "sample");

        assertThat(output).containsPattern("us-transaction-finality|sample: true|is a sample");
    }

    @Test
    @Lengthy
    void refuses_a_live_key_over_plain_http() {
        refuses(live("http://localhost:1"), "moonpay.base-url must be https with a live key");
    }

    @ParameterizedTest
    @Lengthy
    @CsvSource({
        "MOONCONNECT_LIMIT_BACKEND, moonconnect.limit.backend",
        "MOONCONNECT_LIMIT_SESSIONS_PER_ADDRESS, moonconnect.limit.sessions-per-address"
    })
    void refuses_a_limit_that_cannot_be_read(String variable, String key) {
        refuses(ProductionConfig.complete().with(variable, "ten"), key, "a limit must be count/period");
    }

    @ParameterizedTest
    @Lengthy
    @CsvSource({
        "MOONCONNECT_HEAD_MAX_HELD, 1K, moonconnect.head.max-held must be at least quarkus.http.limits.max-header-size",
        "MOONCONNECT_BODY_MAX_HELD, 1K, moonconnect.body.max-held must be at least one body of 262144 bytes",
        "MOONCONNECT_REFRESH_BACKOFF, 0s, moonconnect.refresh.backoff must be positive",
        "MOONCONNECT_DISCLOSURES_PROOF_LIFE, 0s, moonconnect.disclosures.proof-life must be at least 1 s"
    })
    void refuses_values_with_which_requests_would_fail(String variable, String value, String said) {
        refuses(ProductionConfig.complete().with(variable, value), said);
    }

    @ParameterizedTest
    @Lengthy
    @CsvSource({
        "MOONCONNECT_STREAMS_LIFE, 0s, moonconnect.streams.life",
        "MOONCONNECT_STREAMS_LIFE, 200000d, moonconnect.streams.life",
        "MOONCONNECT_STREAMS_HEARTBEAT, 25h, moonconnect.streams.heartbeat"
    })
    void refuses_times_of_streams_that_make_no_sense(String variable, String time, String key) {
        refuses(ProductionConfig.complete().with(variable, time), key + " must be 1ms to 24h");
    }

    @ParameterizedTest
    @Lengthy
    @ValueSource(strings = {"*", "/.*/", "https://shop.example,/https://.*shop.example/", "https://shop.example/"})
    void refuses_browser_origins_that_are_not_exact(String origins) {
        refuses(
                ProductionConfig.complete().with(ProductionConfig.CORS_ORIGINS, origins),
                "moonconnect.cors.origins must be exact origins");
    }

    @Test
    void warns_of_a_wildcard_for_extensions_of_firefox_and_refuses_every_other_origin() {
        ProductionConfig config = ProductionConfig.complete()
                .with(ProductionConfig.CORS_ORIGINS, "https://shop.example,moz-extension://*");

        try (ArtifactProcess production = Artifact.PRODUCTION.start("add-ons", config.environment())) {
            URI assets = production.listening().api().resolve("/v1/assets");
            String addOn = "moz-extension://0af76519-16cd-43dd-8448-eb211c80319c";

            preflight(addOn).options(assets).then().statusCode(204).header("Access-Control-Allow-Origin", addOn);
            preflight("chrome-extension://abcdefghijklmnopabcdefghijklmnop")
                    .options(assets)
                    .then()
                    .statusCode(403)
                    .header("Moonconnect-Refused", "origin-not-allowed")
                    .header("Access-Control-Allow-Origin", nullValue());
            assertThat(production.output()).containsOnlyOnce("every extension of Firefox may call the API");
        }
    }

    @Test
    @Lengthy
    void refuses_a_wildcard_for_extensions_of_firefox_with_open_callers() {
        try (ArtifactProcess demo =
                Artifact.DEMO.start("refused", Map.of("MOONCONNECT_CORS_ORIGINS", "moz-extension://*"))) {
            assertThat(demo.exitCode()).isEqualTo(1);
            assertThat(demo.output()).contains("moonconnect.cors.origins contains moz-extension://*");
        }
    }

    @Test
    void the_demo_adds_configured_origins_to_its_own() {
        String page = "http://localhost:5173";
        try (DemoProcess demo = DemoProcess.start("origins", Map.of("MOONCONNECT_CORS_ORIGINS", page))) {
            URI assets = demo.service().listening().api().resolve("/v1/assets");
            for (String origin : List.of(page, demo.frontend().toString())) {
                preflight(origin).options(assets).then().statusCode(204).header("Access-Control-Allow-Origin", origin);
            }
        }
    }

    private static RequestSpecification preflight(String origin) {
        return given().header("Origin", origin).header("Access-Control-Request-Method", "POST");
    }

    @Test
    @Lengthy
    void refuses_a_second_filter_for_browser_origins() {
        refuses(
                ProductionConfig.complete().with(ProductionConfig.CORS_ENABLED, "true"),
                "quarkus.http.cors.enabled must not be set");
    }

    @Test
    void takes_the_secret_key_from_a_file() throws Exception {
        ProductionConfig config = ProductionConfig.complete()
                .without(ProductionConfig.SECRET_KEY)
                .with(
                        ProductionConfig.SECRET_KEY_FILE,
                        file(ProductionConfig.secretKey("sk_test_") + "\n").toString());

        try (ArtifactProcess production = Artifact.PRODUCTION.start("secret-key-file", config.environment())) {
            production.listening();

            assertThat(production.output())
                    .doesNotContainPattern(SECRET)
                    .containsOnlyOnce("moonconnect.audit.key is not set");
        }
    }

    private static ProductionConfig customers() {
        return ProductionConfig.complete()
                .without(ProductionConfig.BACKEND_KEYS)
                .with(ProductionConfig.CALLERS, "customer");
    }

    private static ProductionConfig live(String moonPay) {
        return ProductionConfig.complete()
                .with(ProductionConfig.BASE_URL, moonPay)
                .with(ProductionConfig.SECRET_KEY, ProductionConfig.secretKey("sk_live_"));
    }

    private Path file(String content) throws Exception {
        return Files.writeString(directory.resolve("secret-key"), content);
    }

    /** @return what it printed */
    private static String refuses(ProductionConfig config, String... said) {
        try (ArtifactProcess production = Artifact.PRODUCTION.start("refused", config.environment())) {
            int exitCode = production.exitCode();
            String output = production.output();
            assertThat(exitCode).as(output).isEqualTo(1);
            assertThat(output).contains(said).doesNotContainPattern(SECRET).doesNotContain("Listening on");
            return output;
        }
    }
}
