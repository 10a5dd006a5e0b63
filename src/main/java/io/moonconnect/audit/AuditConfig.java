package io.moonconnect.audit;

import java.nio.file.Path;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How audit events name customers and access tokens. */
@ConfigMapping(prefix = "moonconnect")
public interface AuditConfig {

    /**
     * The key of the hashes, at least 32 characters and random. Replicas that share it give a customer the same hash, and
     * so does the next start; without it each process makes a key of its own.
     */
    Optional<String> auditKey();

    /** A file that holds this key and nothing else. It is read once: another key would give everybody another hash. */
    Optional<Path> auditKeyFile();

    /** {@code hash}, or {@code plain} for the host's own ids; access tokens are always hashed. */
    @WithDefault("hash")
    CustomerIdForm auditCustomerIds();
}
