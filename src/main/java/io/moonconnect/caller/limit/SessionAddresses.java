package io.moonconnect.caller.limit;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import com.github.benmanes.caffeine.cache.Ticker;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.moonconnect.http.RepeatedLine;

/**
 * Warns if one device address has most of the sessions: it may be that of a proxy that is missing in
 * {@code moonconnect.trusted-hops}. Sessions are counted by the minute, in bounded memory, unless their limit per
 * address is off.
 */
@Singleton
class SessionAddresses {

    private static final Logger LOG = Logger.getLogger(SessionAddresses.class);

    private static final int MINUTES = 10;

    /** Fewer sessions say nothing about their addresses. */
    private static final long MIN_SESSIONS = 50;

    /** Of one address, for the metric: replicas with few sessions each do not add up to a false alert. */
    private static final long MIN_OF_ONE = 5;

    /** Addresses counted in a minute; of others, only the sum is counted. About 100 bytes each. */
    private static final int MAX_ADDRESSES = 2_000;

    private final AtomicReferenceArray<Minute> minutes = new AtomicReferenceArray<>(MINUTES);
    private final boolean on;
    private final Ticker ticker;
    private final long start;
    private final RepeatedLine warning;
    private volatile String most = "";

    private record Minute(long number, LongAdder sessions, Map<String, Long> byAddress) {

        void count(String address) {
            sessions.increment();
            if (byAddress.size() < MAX_ADDRESSES || byAddress.containsKey(address)) {
                byAddress.merge(address, 1L, Long::sum);
            }
        }
    }

    SessionAddresses(LimitConfig config, Ticker ticker, MeterRegistry metrics) {
        this.on = config.sessionsPerAddress().isOn();
        this.ticker = ticker;
        this.start = ticker.read();
        this.warning = new RepeatedLine(Duration.ofMinutes(MINUTES), ticker);
        Gauge.builder("sessions.recent", this::sessions)
                .description("Sessions requested within 10 minutes")
                .register(metrics);
        Gauge.builder("sessions.recent.one.address", () -> most(sessions()))
                .description(
                        "Those of the address that has over half of them, and at least 5; 0 without such an address")
                .register(metrics);
    }

    /** @param address hashed */
    void count(String address) {
        if (!on) {
            return;
        }
        current().count(address);
        long sessions = sessions();
        if (sessionsOf(address) * 2 > sessions) {
            most = address;
        }
        long ofMost = most(sessions);
        if (sessions >= MIN_SESSIONS && ofMost > 0) {
            warning.next()
                    .ifPresent(suppressed -> LOG.warnf(
                            "one address has most of the sessions, sessions=%d, ofAddress=%d, suppressed=%d",
                            sessions, ofMost, suppressed));
        }
    }

    private long most(long sessions) {
        long ofAddress = sessionsOf(most);
        return ofAddress >= MIN_OF_ONE && ofAddress * 2 > sessions ? ofAddress : 0;
    }

    private long sessions() {
        return recent(minute -> minute.sessions().sum());
    }

    private long sessionsOf(String address) {
        return recent(minute -> minute.byAddress().getOrDefault(address, 0L));
    }

    /** The sum of the recent minutes. Every session needs it, and a loop is several times as fast as a stream. */
    private long recent(ToLongFunction<Minute> counted) {
        long now = minute();
        long sum = 0;
        for (int i = 0; i < MINUTES; i++) {
            Minute minute = minutes.get(i);
            if (minute != null && minute.number() > now - MINUTES) {
                sum += counted.applyAsLong(minute);
            }
        }
        return sum;
    }

    private Minute current() {
        long now = minute();
        return minutes.updateAndGet(
                (int) (now % MINUTES),
                minute -> minute != null && minute.number() == now
                        ? minute
                        : new Minute(now, new LongAdder(), new ConcurrentHashMap<>()));
    }

    private long minute() {
        return Duration.ofNanos(ticker.read() - start).toMinutes();
    }
}
