package io.moonconnect.audit;

import java.nio.file.Path;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Pseudonymisation in audit events. */
@ConfigMapping(prefix = "moonconnect.audit")
public interface AuditConfig {

    /**
     * Key of the hashes, at least 32 random characters. Replicas with the same key produce equal hashes, also across
     * restarts; without it, each process generates its own key.
     */
    Optional<String> key();

    /** A file that contains only this key. Not reloaded, because a new key would change all hashes. */
    Optional<Path> keyFile();

    /** {@code hash}, or {@code plain} for the host's ids; access tokens are always hashed. */
    @WithDefault("hash")
    CustomerIdForm customerIds();
}
