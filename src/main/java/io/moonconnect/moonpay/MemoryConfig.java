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

    /** Bytes that all remembered payment methods may take together; the least useful ones are forgotten first. */
    @WithDefault("32M")
    MemorySize paymentMethodsMemory();
}
