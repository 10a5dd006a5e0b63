package io.moonconnect.moonpay;

import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.moonconnect.credential.Mode;
import io.moonconnect.credential.SecretKey;
import io.moonconnect.proxy.ForwardProxy;
import io.moonconnect.reload.WatchedFiles;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.net.ProxyOptions;

/** MoonPay's validated configuration; an invalid one fails the startup. */
@Startup
@ApplicationScoped
public class MoonPaySettings {

    private static final int MOST_CONNECTIONS = 10_000;

    private final URI origin;
    private final Supplier<SecretKey> secretKey;
    private final Mode mode;
    private final Supplier<ProxyOptions> proxy;

    MoonPaySettings(MoonPayConfig config, WatchedFiles files) {
        this.origin = checkedOrigin(config.baseUrl());
        this.secretKey = SecretKeySetting.find(config, files);
        this.mode = secretKey.get().mode();
        if (mode == Mode.LIVE && !isSecure(origin)) {
            throw new ConfigurationException("moonpay.base-url must be https with a live key");
        }
        atLeast(Duration.ofMillis(1), "connect-timeout", config.connectTimeout());
        atLeast(Duration.ofMillis(1), "request-timeout", config.requestTimeout());
        atLeast(Duration.ofMillis(1), "quote-timeout", config.quoteTimeout());
        atLeast(Duration.ofMillis(1), "overall-timeout", config.overallTimeout());
        atLeast(Duration.ofSeconds(1), "idle-timeout", config.idleTimeout());
        atLeast(Duration.ofSeconds(1), "ping-interval", config.pingInterval());
        atLeast(0, "warm-connections", config.warmConnections());
        atLeast(Duration.ZERO, "failure-log-interval", config.failureLogInterval());
        atLeast(1, "max-connections", config.maxConnections());
        if (config.maxConnections() > MOST_CONNECTIONS) {
            throw new ConfigurationException("moonpay.max-connections must be at most " + MOST_CONNECTIONS);
        }
        atLeast(0, "max-waiting-calls", config.maxWaitingCalls());
        this.proxy = ForwardProxy.of("moonpay", config, origin.getHost(), config.connectTimeout(), files);
    }

    /** Fixed at startup: a key file of the other mode is not loaded. */
    public Mode mode() {
        return mode;
    }

    /** The current key. A call reads it once, when it begins. */
    SecretKey secretKey() {
        return secretKey.get();
    }

    /** The current forward proxy with its credentials; supplies null for direct connections. */
    Supplier<ProxyOptions> proxy() {
        return proxy;
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
}
