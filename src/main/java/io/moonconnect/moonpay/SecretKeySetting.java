package io.moonconnect.moonpay;

import java.nio.file.Path;
import java.util.function.Supplier;

import io.moonconnect.credential.SecretKey;
import io.moonconnect.reload.BadFileException;
import io.moonconnect.reload.TextSetting;
import io.moonconnect.reload.WatchedFiles;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * Where the secret key is found. While the service runs the one in a file may be replaced by another of its mode only:
 * what depends on the mode (https, the catalogue's rules, what sessions say) was checked at the start.
 */
final class SecretKeySetting extends TextSetting<SecretKey> {

    private SecretKeySetting() {
        super(
                "moonpay-secret-key",
                "moonpay.secret-key",
                "a secret key of MoonPay's, which starts with sk_test_ or sk_live_",
                SecretKey::parse);
    }

    /** The newest good key; none, or a bad one, ends the start. */
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
            throw new BadFileException("it holds a " + next.mode().label() + " key in place of a "
                    + inUse.mode().label() + " one: to change the mode needs a restart");
        }
    }

    /** Every other error about the file names its path. */
    private void checkThatItIsAPath(Path path) {
        if (SecretKey.parse(path.toString()).isPresent()) {
            throw new ConfigurationException(key() + " is a key itself: it has to be the path of a file with one");
        }
    }
}
