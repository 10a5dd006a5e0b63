package io.moonconnect.disclosure;

import java.nio.file.Path;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** Where the texts come from. */
@ConfigMapping(prefix = "moonconnect")
public interface DisclosuresConfig {

    /**
     * The catalogue of disclosure texts: JSON as {@code disclosures.schema.json} says, 1 MiB at most. Without it the
     * sample of this project is used, which a live key refuses.
     */
    Optional<Path> disclosuresFile();
}
