package io.moonconnect.caller;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Authentication of callers. */
@ConfigMapping(prefix = "moonconnect")
public interface CallerConfig {

    /** Accepted kinds: {@code backend}, {@code customer}; in dev, test and demo also {@code open}. */
    @WithDefault("backend")
    Set<CallerMode> callers();

    /** API keys as comma-separated {@code name=sha256hex}: the hexadecimal digest of the key, never the key. */
    Optional<String> backendKeys();

    /** A file with the same content, also separated by line breaks. It is reloaded when it changes. */
    Optional<Path> backendKeysFile();

    /** The top-level string claim of a customer's token that holds the external customer id. */
    @WithDefault("sub")
    String customerClaim();

    /** Number of trusted proxies in front, each of which appends an entry to the forwarded header; 0 for none. */
    @WithDefault("0")
    int trustedHops();

    /** {@code x-forwarded-for} or {@code forwarded}; the other header is ignored. */
    @WithDefault("x-forwarded-for")
    ForwardedHeader forwardedHeader();
}
