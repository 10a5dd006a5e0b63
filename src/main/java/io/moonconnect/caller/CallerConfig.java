package io.moonconnect.caller;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who may call. */
@ConfigMapping(prefix = "moonconnect")
public interface CallerConfig {

    /** Any of {@code backend} and {@code customer}; {@code open} in dev, test and demo. */
    @WithDefault("backend")
    Set<CallerMode> callers();

    /** API keys as {@code name=sha256hex}, comma separated: the digest in hexadecimal, never the key. */
    Optional<String> backendKeys();

    /** A file with the same content; line breaks separate too. It is read again when it changes. */
    Optional<Path> backendKeysFile();

    /** The claim of a customer's token that is the external customer id, a string at its top level. */
    @WithDefault("sub")
    String customerClaim();

    /** How many proxies stand in front, each of which adds an entry to the forwarded header; 0 is none. */
    @WithDefault("0")
    int trustedHops();

    /** {@code x-forwarded-for} or {@code forwarded}; the other one is never looked at. */
    @WithDefault("x-forwarded-for")
    ForwardedHeader forwardedHeader();
}
