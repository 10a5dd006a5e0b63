package io.moonconnect.caller;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.quarkus.runtime.configuration.ConfigurationException;

/** The host's backends: {@code Authorization: ApiKey mck_...}. */
final class BackendCallers {

    private static final AuthorizationScheme SCHEME = new AuthorizationScheme("ApiKey");

    private final BackendKeys keys;

    /** Keys that are missing or cannot be read end the start. */
    BackendCallers(CallerConfig config) {
        this.keys = keys(config);
    }

    /** Whether an {@code Authorization} is one of a backend's, be its key good or bad. */
    static boolean speaks(String authorization) {
        return SCHEME.isMeantBy(authorization);
    }

    Caller identify(String authorization) {
        return keys.nameOf(SCHEME.credentials(authorization))
                .<Caller>map(Caller.Backend::new)
                .orElseThrow(Unauthenticated::badApiKey);
    }

    private static BackendKeys keys(CallerConfig config) {
        if (config.backendKeys().isPresent() && config.backendKeysFile().isPresent()) {
            throw new ConfigurationException(
                    "moonconnect.backend-keys and moonconnect.backend-keys-file are both set: set one");
        }
        String text = config.backendKeys()
                .or(() -> config.backendKeysFile().map(BackendCallers::read))
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
