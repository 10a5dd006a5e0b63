package io.moonconnect.reload;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Watching of files. */
@ConfigMapping(prefix = "moonconnect.files")
public interface FilesConfig {

    /** Interval at which the files of keys and disclosures are checked for changes. */
    @WithDefault("10s")
    Duration checkInterval();
}
