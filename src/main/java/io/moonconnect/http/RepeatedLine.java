package io.moonconnect.http;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

import com.github.benmanes.caffeine.cache.Ticker;

/** A log line that may repeat often: logged once per interval, with the number of suppressed lines. */
public final class RepeatedLine {

    private final AtomicLong suppressed = new AtomicLong();
    private final AtomicLong last;
    private final Ticker ticker;
    private final long interval;

    public RepeatedLine(Duration interval, Ticker ticker) {
        this.interval = interval.toNanos();
        this.ticker = ticker;
        this.last = new AtomicLong(ticker.read() - this.interval);
    }

    /** The number of lines suppressed before this one; empty if this one is suppressed too. */
    public OptionalLong next() {
        long now = ticker.read();
        long before = last.get();
        if (now - before >= interval && RequestLine.isFirst() && last.compareAndSet(before, now)) {
            return OptionalLong.of(suppressed.getAndSet(0));
        }
        suppressed.incrementAndGet();
        return OptionalLong.empty();
    }
}
