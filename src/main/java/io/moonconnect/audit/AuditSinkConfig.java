package io.moonconnect.audit;

import java.time.Duration;

import io.moonconnect.proxy.ProxyConfig;
import io.moonconnect.sink.SinkConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The sink of acceptances, and its proxy. */
@ConfigMapping(prefix = "moonconnect.audit")
public interface AuditSinkConfig extends ProxyConfig {

    Sink sink();

    /** Delivery of acceptances to an endpoint of the operator. */
    interface Sink extends SinkConfig {

        /** For one attempt, of which there are at most three; the caller waits for them. */
        @Override
        @WithDefault("1s")
        Duration timeout();

        /** Maximum number of events in delivery; further acceptances are rejected as {@code overloaded}. */
        @WithDefault("64")
        int maxConcurrent();
    }
}
