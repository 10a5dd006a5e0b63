package io.moonconnect.asset;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.context.ApplicationScoped;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;

import io.moonconnect.moonpay.Answer;
import io.moonconnect.moonpay.MoonPay;
import io.moonconnect.moonpay.permit.PermitClass;
import io.moonconnect.moonpay.wire.Envelope;
import io.smallrye.mutiny.Uni;

/**
 * Caches pages of assets, which are the same for every customer. A stale page is served while it is refreshed in the
 * background, for up to an hour if MoonPay fails. Failures are never cached.
 */
@ApplicationScoped
class Assets {

    private static final Duration FRESH = Duration.ofMinutes(5);

    private static final Duration KEPT = Duration.ofHours(1);

    /** Longer than any call may take, so that refreshes of a page do not overlap. */
    private static final Duration BETWEEN_REFRESHES = Duration.ofSeconds(30);

    /** Few, since a page can have 1 MiB. */
    private static final int MAX_PAGES = 32;

    private final MoonPay moonPay;
    private final Ticker ticker;
    private final Cache<Map<String, String>, Page> pages;

    Assets(MoonPay moonPay, Ticker ticker) {
        this.moonPay = moonPay;
        this.ticker = ticker;
        this.pages = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(KEPT)
                .maximumSize(MAX_PAGES)
                .executor(Runnable::run)
                .build();
    }

    /** @param filters MoonPay's own query parameters */
    Uni<Answer<Envelope>> page(Map<String, String> filters) {
        Page page = pages.getIfPresent(filters);
        if (page == null) {
            return moonPay.listAssets(filters, PermitClass.INTERACTIVE).invoke(answer -> remember(filters, answer));
        }
        if (page.claimRefresh(ticker.read())) {
            refresh(filters);
        }
        return Uni.createFrom().item(page.answer());
    }

    /** Failures are in the metrics of calls to MoonPay. */
    private void refresh(Map<String, String> filters) {
        moonPay.listAssets(filters, PermitClass.BACKGROUND)
                .subscribe()
                .with(answer -> remember(filters, answer), failure -> {});
    }

    private void remember(Map<String, String> filters, Answer<Envelope> answer) {
        pages.put(filters, new Page(answer, new AtomicLong(ticker.read() + FRESH.toNanos())));
    }

    /**
     * A page and when to refresh it.
     *
     * @param refreshAt on the ticker, in nanoseconds
     */
    private record Page(Answer<Envelope> answer, AtomicLong refreshAt) {

        /** True for exactly one caller each time it is due. */
        boolean claimRefresh(long now) {
            long due = refreshAt.get();
            return now - due >= 0 && refreshAt.compareAndSet(due, now + BETWEEN_REFRESHES.toNanos());
        }
    }
}
