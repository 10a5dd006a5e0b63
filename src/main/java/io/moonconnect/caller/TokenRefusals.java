package io.moonconnect.caller;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import com.github.benmanes.caffeine.cache.Ticker;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.moonconnect.http.RepeatedLine;

/** Counts the rejected tokens of customers by reason, and logs a reason once per interval. */
@Singleton
class TokenRefusals {

    private static final Logger LOG = Logger.getLogger(TokenRefusals.class);

    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final Map<TokenFault, Counter> counters = new EnumMap<>(TokenFault.class);
    private final Map<TokenFault, RepeatedLine> lines = new EnumMap<>(TokenFault.class);

    TokenRefusals(MeterRegistry metrics, Ticker ticker) {
        for (TokenFault fault : TokenFault.values()) {
            lines.put(fault, new RepeatedLine(INTERVAL, ticker));
            counters.put(
                    fault,
                    Counter.builder("customer.tokens.rejected")
                            .description("Rejected tokens of customers")
                            .tag("reason", fault.label())
                            .register(metrics));
        }
    }

    void add(TokenFault fault) {
        counters.get(fault).increment();
        lines.get(fault)
                .next()
                .ifPresent(suppressed ->
                        LOG.infof("customer token rejected, reason=%s, suppressed=%d", fault.label(), suppressed));
    }
}
