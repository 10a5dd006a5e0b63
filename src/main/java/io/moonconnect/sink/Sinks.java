package io.moonconnect.sink;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.moonconnect.observability.Tracing;
import io.moonconnect.proxy.ForwardProxy;
import io.moonconnect.proxy.ProxyConfig;
import io.moonconnect.reload.WatchedFiles;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;

/** Creates sinks from configuration, and validates it at startup. */
@Singleton
public class Sinks {

    private final WatchedFiles files;
    private final Clock clock;
    private final Vertx vertx;
    private final Tracing tracing;

    public Sinks(WatchedFiles files, Clock clock, Vertx vertx, Tracing tracing) {
        this.files = files;
        this.clock = clock;
        this.vertx = vertx;
        this.tracing = tracing;
    }

    /**
     * The configured sink; empty without a URL.
     *
     * @param atOnce maximum number of concurrent deliveries
     * @throws ConfigurationException if a key is invalid; messages do not repeat the URL, whose query may hold a secret
     */
    public Optional<HttpSink> open(SinkUse use, SinkConfig config, ProxyConfig proxy, int atOnce) {
        return config.url().map(url -> {
            Duration timeout = config.timeout();
            check(
                    timeout.toMillis() >= 1 && timeout.compareTo(use.longestTimeout()) <= 0,
                    use,
                    "timeout must be 1 to " + use.longestTimeout().toMillis() + " ms");
            URI endpoint = checked(url, config, use);
            return new HttpSink(
                    endpoint,
                    SinkKey.configured(use, config, files),
                    timeout,
                    atOnce,
                    clock,
                    vertx,
                    tracing,
                    use.span(),
                    ForwardProxy.of(use.group(), proxy, endpoint.getHost(), timeout, files));
        });
    }

    private static URI checked(URI sink, SinkConfig config, SinkUse use) {
        boolean secure = "https".equalsIgnoreCase(sink.getScheme());
        check(
                (secure || "http".equalsIgnoreCase(sink.getScheme()))
                        && sink.getHost() != null
                        && sink.getRawUserInfo() == null
                        && sink.getRawFragment() == null,
                use,
                "url must be a URL such as https://events.example/moonpay, without a user");
        check(secure || config.plain(), use, "url must be https, unless " + use.group() + ".sink.plain is set");
        return sink;
    }

    private static void check(boolean works, SinkUse use, String rule) {
        if (!works) {
            throw new ConfigurationException(use.group() + ".sink." + rule);
        }
    }
}
