package io.moonconnect.moonpay;

import java.time.Duration;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Caching of MoonPay's responses. */
@ConfigMapping(prefix = "moonpay")
public interface MemoryConfig {

    /** How long a customer's payment methods are cached; zero disables the cache. */
    @WithDefault("30s")
    Duration paymentMethodsLife();

    /**
     * Maximum size of all cached payment methods; the least useful entries are evicted first. MoonPay allows 30
     * requests a second, so at most 900 customers' methods are cached within 30 s: 4.6 KB for each.
     */
    @WithDefault("4M")
    MemorySize paymentMethodsMemory();
}
