package io.moonconnect.moonpay;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;

/** MoonPay's configuration once it has been checked; the service does not start with a bad one. */
@ApplicationScoped
public class MoonPaySettings {

    private final URI origin;
    private final SecretKey secretKey;

    MoonPaySettings(MoonPayConfig config) {
        this.origin = checkedOrigin(config.baseUrl());
        this.secretKey = secretKey(config);
        if (secretKey.mode() == Mode.LIVE && !isSecure(origin)) {
            throw new ConfigurationException("moonpay.base-url must be https with a live key");
        }
        atLeast(Duration.ofMillis(1), "connect-timeout", config.connectTimeout());
        atLeast(Duration.ofMillis(1), "request-timeout", config.requestTimeout());
        atLeast(Duration.ofMillis(1), "quote-timeout", config.quoteTimeout());
        atLeast(Duration.ofMillis(1), "overall-timeout", config.overallTimeout());
        atLeast(Duration.ofMillis(1), "longest-pause", config.longestPause());
        atLeast(Duration.ofSeconds(1), "idle-timeout", config.idleTimeout());
        atLeast(1, "max-connections", config.maxConnections());
        atLeast(0, "max-waiting-calls", config.maxWaitingCalls());
    }

    /** Being observed is what makes a bad configuration a start-up error. */
    void start(@Observes StartupEvent event) {}

    public Mode mode() {
        return secretKey.mode();
    }

    SecretKey secretKey() {
        return secretKey;
    }

    String host() {
        return origin.getHost();
    }

    int port() {
        if (origin.getPort() >= 0) {
            return origin.getPort();
        }
        return isSecure(origin) ? 443 : 80;
    }

    boolean ssl() {
        return isSecure(origin);
    }

    private static <V extends Comparable<V>> void atLeast(V least, String key, V value) {
        if (value.compareTo(least) < 0) {
            throw new ConfigurationException("moonpay." + key + " must be at least " + least);
        }
    }

    private static boolean isSecure(URI origin) {
        return "https".equals(origin.getScheme());
    }

    private static URI checkedOrigin(URI baseUrl) {
        boolean http = isSecure(baseUrl) || "http".equals(baseUrl.getScheme());
        boolean bare = baseUrl.getRawPath() == null
                || baseUrl.getRawPath().isEmpty()
                || baseUrl.getRawPath().equals("/");
        if (!http
                || baseUrl.getHost() == null
                || !bare
                || baseUrl.getRawQuery() != null
                || baseUrl.getRawUserInfo() != null) {
            throw new ConfigurationException("moonpay.base-url must be an origin such as https://api.moonpay.com");
        }
        return baseUrl;
    }

    private static SecretKey secretKey(MoonPayConfig config) {
        if (config.secretKey().isPresent() && config.secretKeyFile().isPresent()) {
            throw new ConfigurationException("moonpay.secret-key and moonpay.secret-key-file are both set: set one");
        }
        String name = config.secretKeyFile().isPresent() ? "moonpay.secret-key-file" : "moonpay.secret-key";
        String text = config.secretKey()
                .or(() -> config.secretKeyFile().map(MoonPaySettings::read))
                .orElseThrow(() -> new ConfigurationException(
                        "moonpay.secret-key is not set: set it, or moonpay.secret-key-file, to MoonPay's secret key"));
        return SecretKey.parse(text)
                .orElseThrow(() -> new ConfigurationException(
                        name + " does not hold a secret key of MoonPay's: it starts with sk_test_ or sk_live_"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new ConfigurationException("moonpay.secret-key-file cannot be read: " + file, unreadable);
        }
    }
}
