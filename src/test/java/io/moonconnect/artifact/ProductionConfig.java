package io.moonconnect.artifact;

import java.net.URI;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;

/** The environment of a production process, as an operator sets it. Keys are made when they are needed. */
public final class ProductionConfig {

    static final String SECRET_KEY = "MOONPAY_SECRET_KEY";
    static final String SECRET_KEY_FILE = "MOONPAY_SECRET_KEY_FILE";
    public static final String BASE_URL = "MOONPAY_BASE_URL";
    static final String CALLERS = "MOONCONNECT_CALLERS";
    static final String BACKEND_KEYS = "MOONCONNECT_BACKEND_KEYS";
    static final String CORS_ORIGINS = "MOONCONNECT_CORS_ORIGINS";
    static final String CORS_ENABLED = "QUARKUS_HTTP_CORS_ENABLED";
    static final String AUDIT_KEY = "MOONCONNECT_AUDIT_KEY";
    static final String ISSUER = "QUARKUS_OIDC_AUTH_SERVER_URL";
    static final String AUDIENCE = "QUARKUS_OIDC_TOKEN_AUDIENCE";
    static final String PROFILE = "QUARKUS_PROFILE";

    private final Map<String, String> environment = new HashMap<>();

    private ProductionConfig() {}

    /** Nothing is missing: a test key, and a backend's key. */
    static ProductionConfig complete(URI moonPay, ApiKey backend) {
        return new ProductionConfig()
                .with(BASE_URL, moonPay.toString())
                .with(SECRET_KEY, secretKey("sk_test_"))
                .with(BACKEND_KEYS, "shop=" + backend.digest());
    }

    /** The same for who never gets as far as a call. */
    public static ProductionConfig complete() {
        return complete(URI.create("http://localhost:1"), ApiKey.random());
    }

    static String secretKey(String prefix) {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return prefix + HexFormat.of().formatHex(bytes);
    }

    public ProductionConfig with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Forwards webhooks with this key to this sink, without TLS. */
    ProductionConfig withSink(String webhookKey, URI sink) {
        return with("MOONPAY_WEBHOOK_KEYS", webhookKey)
                .with("MOONCONNECT_WEBHOOKS_SINK_URL", sink.toString())
                .with("MOONCONNECT_WEBHOOKS_SINK_PLAIN", "true")
                .with("MOONCONNECT_WEBHOOKS_SINK_KEY", "sink-key-" + UUID.randomUUID());
    }

    ProductionConfig without(String name) {
        environment.remove(name);
        return this;
    }

    public Map<String, String> environment() {
        return Map.copyOf(environment);
    }
}
