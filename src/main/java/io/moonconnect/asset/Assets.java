package io.moonconnect.asset;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

import jakarta.enterprise.context.ApplicationScoped;

import io.moonconnect.moonpay.Answer;
import io.moonconnect.moonpay.MoonPay;
import io.moonconnect.moonpay.wire.Envelope;
import io.quarkus.cache.Cache;
import io.quarkus.cache.CacheName;
import io.quarkus.cache.CaffeineCache;
import io.smallrye.mutiny.Uni;

/**
 * Pages of what can be bought: the same for every customer, so that they are remembered. Errors are not; the cache never
 * even sees one, because it would write MoonPay's words to the log.
 */
@ApplicationScoped
class Assets {

    private final MoonPay moonPay;
    private final CaffeineCache pages;

    Assets(MoonPay moonPay, @CacheName("assets") Cache pages) {
        this.moonPay = moonPay;
        this.pages = pages.as(CaffeineCache.class);
    }

    /** @param filters MoonPay's own query parameters */
    Uni<Answer<Envelope>> page(Map<String, String> filters) {
        CompletableFuture<Answer<Envelope>> remembered = pages.getIfPresent(filters);
        if (remembered != null) {
            return Uni.createFrom().completionStage(remembered);
        }
        return moonPay.listAssets(filters)
                .invoke(answer -> pages.put(filters, CompletableFuture.completedFuture(answer)));
    }
}
