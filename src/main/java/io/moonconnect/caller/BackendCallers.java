package io.moonconnect.caller;

import java.util.Set;
import java.util.function.Supplier;

import io.moonconnect.reload.TextSetting;
import io.moonconnect.reload.WatchedFiles;
import io.quarkus.runtime.configuration.ConfigurationException;

/** Authenticates the host's backends: {@code Authorization: ApiKey mck_...}. */
final class BackendCallers {

    private static final AuthorizationScheme SCHEME = new AuthorizationScheme("ApiKey");

    /** The file is reloaded when it changes: a key removed from it is no longer accepted. */
    private static final TextSetting<BackendKeys> KEYS =
            new TextSetting<>("backend-keys", "moonconnect.backend-keys", BackendKeys.FORM, BackendKeys::parse);

    private final Supplier<BackendKeys> keys;

    /** Fails the start if the keys are missing or malformed. */
    BackendCallers(CallerConfig config, WatchedFiles files) {
        this.keys = keys(config, files);
    }

    /** Whether the header carries an API key, valid or not. */
    static boolean usesApiKey(String authorization) {
        return SCHEME.isMeantBy(authorization);
    }

    /** Of the keys that are valid now. */
    Set<String> names() {
        return keys.get().names();
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
                        + " contains backend; set it, or moonconnect.backend-keys-file, to name=sha256hex"));
    }
}
