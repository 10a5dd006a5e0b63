package io.moonconnect.caller;

import java.util.Set;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.moonconnect.http.CrossOrigin;
import io.moonconnect.reload.WatchedFiles;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;

/** Checks the configured kinds of callers at startup, and authenticates requests without a customer token. */
@Startup
@Singleton
public class CallerPolicy {

    private final Set<CallerMode> modes;

    /** Null if backends are not enabled. */
    private final BackendCallers backends;

    private final boolean trial;

    @Inject
    CallerPolicy(CallerConfig config, Instance<TrialBuild> trialBuild, WatchedFiles files, CrossOrigin origins) {
        this(config, trialBuild.isResolvable(), files);
        if (modes.contains(CallerMode.OPEN) && origins.allowsEveryAddOn()) {
            throw new ConfigurationException("moonconnect.cors.origins contains moz-extension://*, which is not allowed"
                    + " while moonconnect.callers contains open: list the extension's own origin");
        }
    }

    CallerPolicy(CallerConfig config, boolean trial, WatchedFiles files) {
        this.modes = config.callers();
        this.trial = trial;
        this.backends = modes.contains(CallerMode.BACKEND) ? new BackendCallers(config, files) : null;
        if (modes.contains(CallerMode.OPEN) && !trial) {
            throw new ConfigurationException(
                    "moonconnect.callers contains open, which is not allowed in production: use backend or customer");
        }
    }

    /** Whether this build contains the simulator, so that no real money is involved. */
    public boolean trial() {
        return trial;
    }

    /** The names of the backends whose keys are valid now. */
    public Set<String> backends() {
        return backends == null ? Set.of() : backends.names();
    }

    /** Authenticates a request without a customer token. Invalid credentials are never ignored. */
    Caller identify(String authorization) {
        if (authorization != null && BackendCallers.usesApiKey(authorization)) {
            if (backends == null) {
                throw apiKeyNotAccepted();
            }
            return backends.identify(authorization);
        }
        if (modes.contains(CallerMode.OPEN) && !hasToken(authorization)) {
            return new Caller.Open();
        }
        throw withoutAcceptedScheme();
    }

    private Unauthenticated apiKeyNotAccepted() {
        return modes.contains(CallerMode.CUSTOMER) ? withoutAcceptedScheme() : Unauthenticated.badApiKey();
    }

    private Unauthenticated withoutAcceptedScheme() {
        return Unauthenticated.without(
                "Authentication is required: send Authorization with a scheme listed in WWW-Authenticate.",
                modes.contains(CallerMode.CUSTOMER),
                modes.contains(CallerMode.BACKEND));
    }

    private static boolean hasToken(String authorization) {
        return authorization != null && BearerToken.isIn(authorization);
    }
}
