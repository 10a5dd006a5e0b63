package io.moonconnect.reload;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How files are watched. */
@ConfigMapping(prefix = "moonconnect")
public interface FilesConfig {

    /** How often the files of keys and of disclosures are looked at for a change. */
    @WithDefault("10s")
    Duration filesCheckInterval();
}
