package io.moonconnect.caller;

import java.util.function.Supplier;

import io.moonconnect.reload.TextSetting;
import io.moonconnect.reload.WatchedFiles;
import io.quarkus.runtime.configuration.ConfigurationException;

/** The host's backends: {@code Authorization: ApiKey mck_...}. */
final class BackendCallers {

    private static final AuthorizationScheme SCHEME = new AuthorizationScheme("ApiKey");

    /** A key that is taken out of the file is shut out. */
    private static final TextSetting<BackendKeys> KEYS =
            new TextSetting<>("backend-keys", "moonconnect.backend-keys", BackendKeys.FORM, BackendKeys::parse);

    private final Supplier<BackendKeys> keys;

    /** Keys that are missing or cannot be read end the start. */
    BackendCallers(CallerConfig config, WatchedFiles files) {
        this.keys = keys(config, files);
    }

    /** Whether an {@code Authorization} is one of a backend's, be its key good or bad. */
    static boolean speaks(String authorization) {
        return SCHEME.isMeantBy(authorization);
    }

    Caller identify(String authorization) {
        return keys.get()
                .nameOf(SCHEME.credentials(authorization))
                .<Caller>map(Caller.Backend::new)
                .orElseThrow(Unauthenticated::badApiKey);
    }

    private static Supplier<BackendKeys> keys(CallerConfig config, WatchedFiles files) {
        return KEYS.find(config.backendKeys(), config.backendKeysFile(), files)
                .orElseThrow(() -> new ConfigurationException("moonconnect.backend-keys is not set: moonconnect.callers"
                        + " names backend, so set it, or moonconnect.backend-keys-file, to name=sha256hex"));
    }
}
