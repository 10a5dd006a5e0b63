package io.moonconnect.moonpay;

import java.net.URI;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import io.moonconnect.credential.Mode;
import io.moonconnect.credential.SecretKey;
import io.moonconnect.proxy.ForwardProxy;
import io.moonconnect.reload.WatchedFiles;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.net.ProxyOptions;

/** MoonPay's validated configuration; an invalid one fails the startup. */
@Startup
@Singleton
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
        check(mode != Mode.LIVE || isSecure(origin), "base-url must be https with a live key");
        check(config.connectTimeout().toMillis() >= 1, "connect-timeout must be at least 1ms");
        check(config.requestTimeout().toMillis() >= 1, "request-timeout must be at least 1ms");
        check(config.quoteTimeout().toMillis() >= 1, "quote-timeout must be at least 1ms");
        check(config.overallTimeout().toMillis() >= 1, "overall-timeout must be at least 1ms");
        check(config.idleTimeout().toSeconds() >= 1, "idle-timeout must be at least 1s");
        check(config.pingInterval().toSeconds() >= 1, "ping-interval must be at least 1s");
        check(config.warmConnections() >= 0, "warm-connections must be at least 0");
        check(!config.failureLogInterval().isNegative(), "failure-log-interval must be at least 0s");
        check(config.maxConnections() >= 1, "max-connections must be at least 1");
        check(config.maxConnections() <= MOST_CONNECTIONS, "max-connections must be at most " + MOST_CONNECTIONS);
        check(config.maxWaitingCalls() >= 0, "max-waiting-calls must be at least 0");
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

    private static void check(boolean valid, String rule) {
        if (!valid) {
            throw new ConfigurationException("moonpay." + rule);
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
        check(
                http
                        && bare
                        && baseUrl.getHost() != null
                        && baseUrl.getRawQuery() == null
                        && baseUrl.getRawUserInfo() == null,
                "base-url must be an origin such as https://api.moonpay.com");
        return baseUrl;
    }
}
