package io.moonconnect.caller;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.quarkus.vertx.http.runtime.management.ManagementConfig;

/**
 * Refuses Quarkus' own policies on paths. They judge a path by another reading than what serves it (CVE-2026-87743, which no
 * version mends that we could ship, see {@code deploy/advisories.csv}), so that they promise more than they hold; nothing here
 * is protected by them.
 */
@ApplicationScoped
class PathPolicies {

    PathPolicies(VertxHttpConfig http, ManagementConfig management) {
        refuse("quarkus.http.auth.permission", http.auth().permissions().isEmpty());
        refuse(
                "quarkus.management.auth.permission",
                management.auth().permissions().isEmpty());
    }

    /** Being observed is what makes a bad configuration a start-up error. */
    void start(@Observes StartupEvent event) {}

    private static void refuse(String key, boolean unset) {
        if (!unset) {
            throw new ConfigurationException(key + " must not be set: its policies can be passed by (CVE-2026-87743);"
                    + " moonconnect.callers says who may call");
        }
    }
}
