package io.moonconnect.caller;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.quarkus.vertx.http.runtime.management.ManagementConfig;

/**
 * Rejects Quarkus' HTTP path policies: they can be bypassed, because they normalize a path differently from routing
 * (CVE-2026-87743, not fixed in a usable version; see {@code deploy/advisories.csv}). This service does not use them.
 */
@Startup
@ApplicationScoped
class PathPolicies {

    PathPolicies(VertxHttpConfig http, ManagementConfig management) {
        refuse("quarkus.http.auth.permission", http.auth().permissions().isEmpty());
        refuse(
                "quarkus.management.auth.permission",
                management.auth().permissions().isEmpty());
    }

    private static void refuse(String key, boolean unset) {
        if (!unset) {
            throw new ConfigurationException(
                    key + " must not be set: path policies can be bypassed (CVE-2026-87743); use moonconnect.callers");
        }
    }
}
