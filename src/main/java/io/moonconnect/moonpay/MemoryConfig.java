package io.moonconnect.moonpay;

import java.time.Duration;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What is remembered of MoonPay's answers. */
@ConfigMapping(prefix = "moonpay")
public interface MemoryConfig {

    /** How long a customer's payment methods are remembered; zero is not at all. */
    @WithDefault("30s")
    Duration paymentMethodsLife();

    /**
     * Bytes that all remembered payment methods may take together; the least useful ones are forgotten first. MoonPay allows
     * 30 requests a second, so in 30 s no more than 900 customers' methods are there to be remembered: 4.6 KB for each.
     */
    @WithDefault("4M")
    MemorySize paymentMethodsMemory();
}
