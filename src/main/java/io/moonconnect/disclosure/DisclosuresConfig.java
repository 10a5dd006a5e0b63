package io.moonconnect.disclosure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The catalogue of disclosure texts. */
@ConfigMapping(prefix = "moonconnect.disclosures")
public interface DisclosuresConfig {

    /**
     * Path of the catalogue: JSON according to {@code disclosures.schema.json}, at most 1 MiB. Without it the bundled
     * sample is used, which is rejected with a live key.
     */
    Optional<Path> file();

    /** For how long after it was served a text can be accepted, whatever the catalogue contains by then. */
    @WithDefault("24h")
    Duration proofLife();
}
