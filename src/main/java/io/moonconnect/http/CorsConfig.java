package io.moonconnect.http;

import java.util.List;
import java.util.Optional;

import io.quarkus.runtime.configuration.TrimmedStringConverter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;

/** CORS. */
@ConfigMapping(prefix = "moonconnect.cors")
public interface CorsConfig {

    /** Allowed origins, exactly as browsers send them, and {@code moz-extension://*}; none by default. */
    Optional<List<@WithConverter(TrimmedStringConverter.class) String>> origins();

    /** Origins of pages that this build serves itself, allowed too: set in dev and demo. */
    Optional<List<@WithConverter(TrimmedStringConverter.class) String>> ownOrigins();
}
