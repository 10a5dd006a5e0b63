package io.moonconnect.customer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What may be done with customers' data. */
@ConfigMapping(prefix = "moonconnect.customer")
public interface CustomerConfig {

    /** Whether backends may export a customer's verified data; otherwise the path does not exist. */
    @WithDefault("false")
    boolean export();
}
