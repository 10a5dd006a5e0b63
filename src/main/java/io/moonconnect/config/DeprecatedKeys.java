package io.moonconnect.config;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.jboss.logging.Logger;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.EnvConfigSource;

import static io.smallrye.config.common.utils.StringUtil.replaceNonAlphanumericByUnderscores;

/** Warns at startup of the former names of keys ({@link RenamedKeys}) that are set. */
@Singleton
class DeprecatedKeys {

    private static final Logger LOG = Logger.getLogger(DeprecatedKeys.class);

    /** Before the checks that fail the startup: their messages contain the new names. */
    private static final int FIRST = 1;

    void warn(@Observes @Priority(FIRST) StartupEvent event, Config config) {
        RenamedKeys.FORMER.forEach((key, former) -> {
            ConfigValue value = config.getConfigValue(former);
            if (value.getValue() != null && !isVariableOfBoth(value, key, former)) {
                LOG.warnf("deprecated configuration key, key=%s, use=%s", former, key);
            }
        });
    }

    private static boolean isVariableOfBoth(ConfigValue value, String key, String former) {
        return value.getSourceName().startsWith(EnvConfigSource.NAME)
                && replaceNonAlphanumericByUnderscores(key).equals(replaceNonAlphanumericByUnderscores(former));
    }
}
