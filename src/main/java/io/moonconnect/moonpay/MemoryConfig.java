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

    /** Maximum size of all cached payment methods together; the least useful entries are evicted first. */
    @WithDefault("32M")
    MemorySize paymentMethodsMemory();
}
