package io.moonconnect.caller;

import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import io.moonconnect.reload.WatchedFiles;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;

/** Who may call, checked once at the start, and who a caller is. */
@ApplicationScoped
public class CallerPolicy {

    private final Set<CallerMode> modes;
    private final Optional<BackendCallers> backends;
    private final boolean trial;

    @Inject
    CallerPolicy(CallerConfig config, Instance<TrialBuild> trialBuild, WatchedFiles files) {
        this(config, trialBuild.isResolvable(), files);
    }

    CallerPolicy(CallerConfig config, boolean trial, WatchedFiles files) {
        this.modes = config.callers();
        this.trial = trial;
        this.backends =
                modes.contains(CallerMode.BACKEND) ? Optional.of(new BackendCallers(config, files)) : Optional.empty();
        if (modes.contains(CallerMode.OPEN) && !trial) {
            throw new ConfigurationException(
                    "moonconnect.callers names open, which production refuses: use backend or customer");
        }
    }

    /** Being observed is what makes a bad configuration a start-up error. */
    void start(@Observes StartupEvent event) {}

    /** Whether this artifact carries the simulator, so that no money can move. */
    public boolean trial() {
        return trial;
    }

    /**
     * Who calls, where no token of a customer's was sent. Credentials that were sent have to be good: nobody who has shown
     * bad ones is let in as an open caller.
     *
     * @param authorization the request's {@code Authorization}, or null
     */
    Caller identify(String authorization) {
        if (authorization != null && BackendCallers.speaks(authorization)) {
            return backends.orElseThrow(Unauthenticated::badApiKey).identify(authorization);
        }
        if (modes.contains(CallerMode.OPEN) && !hasToken(authorization)) {
            return new Caller.Open();
        }
        throw Unauthenticated.without(
                "A caller is needed: Authorization with a scheme that the answer's challenges name.",
                modes.contains(CallerMode.CUSTOMER),
                modes.contains(CallerMode.BACKEND));
    }

    private static boolean hasToken(String authorization) {
        return authorization != null && BearerToken.isIn(authorization);
    }
}
