package io.moonconnect.caller;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemType;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;

/** Who may call, checked once at the start, and who a caller is. */
@ApplicationScoped
public class CallerPolicy {

    private static final String API_KEY = "ApiKey ";

    private final Set<CallerMode> modes;
    private final Optional<BackendKeys> keys;
    private final boolean trial;

    @Inject
    CallerPolicy(CallerConfig config, Instance<TrialBuild> trialBuild) {
        this(config, trialBuild.isResolvable());
    }

    CallerPolicy(CallerConfig config, boolean trial) {
        this.modes = config.callers();
        this.trial = trial;
        this.keys = modes.contains(CallerMode.BACKEND) ? Optional.of(keys(config)) : Optional.empty();
        if (modes.contains(CallerMode.OPEN) && !trial) {
            throw new ConfigurationException(
                    "moonconnect.callers names open, which production refuses: use backend or customer");
        }
        if (modes.contains(CallerMode.CUSTOMER)) {
            throw new ConfigurationException(
                    "moonconnect.callers names customer, which this version does not have yet");
        }
    }

    /** Being observed is what makes a bad configuration a start-up error. */
    void start(@Observes StartupEvent event) {}

    /** Whether this artifact carries the simulator, so that no money can move. */
    public boolean trial() {
        return trial;
    }

    /** @param authorization the request's {@code Authorization}, or null */
    Caller identify(String authorization) {
        if (authorization != null && keys.isPresent() && authorization.regionMatches(true, 0, API_KEY, 0, 7)) {
            return keys.get()
                    .nameOf(authorization.substring(API_KEY.length()))
                    .<Caller>map(Caller.Backend::new)
                    .orElseThrow(() -> new Failure(ProblemType.UNAUTHENTICATED, "The API key is not known."));
        }
        if (modes.contains(CallerMode.OPEN)) {
            return new Caller.Open();
        }
        throw new Failure(ProblemType.UNAUTHENTICATED, "An API key is needed: Authorization: ApiKey mck_…");
    }

    private static BackendKeys keys(CallerConfig config) {
        if (config.backendKeys().isPresent() && config.backendKeysFile().isPresent()) {
            throw new ConfigurationException(
                    "moonconnect.backend-keys and moonconnect.backend-keys-file are both set: set one");
        }
        String text = config.backendKeys()
                .or(() -> config.backendKeysFile().map(CallerPolicy::read))
                .orElseThrow(() -> new ConfigurationException("moonconnect.backend-keys is not set: moonconnect.callers"
                        + " names backend, so set it, or moonconnect.backend-keys-file, to name=sha256hex"));
        return BackendKeys.parse(text)
                .orElseThrow(
                        () -> new ConfigurationException(
                                "moonconnect.backend-keys must be name=sha256hex, comma separated, 64 hexadecimal digits each"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new ConfigurationException("moonconnect.backend-keys-file cannot be read: " + file, unreadable);
        }
    }
}
