package io.moonconnect.moonpay;

import java.nio.file.Path;
import java.util.function.Supplier;

import io.moonconnect.credential.SecretKey;
import io.moonconnect.reload.BadFileException;
import io.moonconnect.reload.TextSetting;
import io.moonconnect.reload.WatchedFiles;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * The source of the secret key. A reloaded key must have the same mode, because the settings that depend on the mode
 * (https, the catalogue's rules) were validated at startup.
 */
final class SecretKeySetting extends TextSetting<SecretKey> {

    private SecretKeySetting() {
        super(
                "moonpay-secret-key",
                "moonpay.secret-key",
                "a MoonPay secret key, which starts with sk_test_ or sk_live_",
                SecretKey::parse);
    }

    /** The current key; a missing or invalid one fails the startup. */
    static Supplier<SecretKey> find(MoonPayConfig config, WatchedFiles files) {
        SecretKeySetting setting = new SecretKeySetting();
        config.secretKeyFile().ifPresent(setting::checkThatItIsAPath);
        return setting.find(config.secretKey(), config.secretKeyFile(), files)
                .orElseThrow(() -> new ConfigurationException(
                        "moonpay.secret-key is not set: set it, or moonpay.secret-key-file, to MoonPay's secret key"));
    }

    @Override
    public void checkReplacement(SecretKey inUse, SecretKey next) throws BadFileException {
        if (next.mode() != inUse.mode()) {
            throw new BadFileException("it holds a " + next.mode().label() + " key instead of a "
                    + inUse.mode().label() + " key: a change of mode requires a restart");
        }
    }

    /** Other errors name the path, and would reveal a key that was set as the path. */
    private void checkThatItIsAPath(Path path) {
        if (SecretKey.parse(path.toString()).isPresent()) {
            throw new ConfigurationException(key() + " is a key: it must be the path of a file that holds the key");
        }
    }
}
