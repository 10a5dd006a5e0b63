package io.moonconnect.moonpay;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Supplier;

import io.moonconnect.file.BadFileException;
import io.moonconnect.file.FileFormat;
import io.moonconnect.file.WatchedFiles;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * A file with the secret key and nothing else. While the service runs the key may be replaced by another of its mode only:
 * what depends on the mode (https, the catalogue's rules, what sessions say) was checked at the start.
 */
final class SecretKeyFile implements FileFormat<SecretKey> {

    private SecretKeyFile() {}

    /** The newest good key of the file; a bad one ends the start. */
    static Supplier<SecretKey> open(Path path, WatchedFiles files) {
        SecretKeyFile format = new SecretKeyFile();
        if (SecretKey.parse(path.toString()).isPresent()) {
            // Every other error about the file names its path.
            throw new ConfigurationException(
                    format.key() + " is a key itself: it has to be the path of a file with one");
        }
        return files.open(path, format);
    }

    @Override
    public String name() {
        return "moonpay-secret-key";
    }

    @Override
    public String key() {
        return "moonpay.secret-key-file";
    }

    @Override
    public SecretKey read(byte[] content) throws BadFileException {
        return SecretKey.parse(new String(content, StandardCharsets.UTF_8))
                .orElseThrow(() -> new BadFileException(
                        "it does not hold a secret key of MoonPay's, which starts with sk_test_ or sk_live_"));
    }

    @Override
    public void checkReplacement(SecretKey inUse, SecretKey next) throws BadFileException {
        if (next.mode() != inUse.mode()) {
            throw new BadFileException("it holds a " + next.mode().label() + " key in place of a "
                    + inUse.mode().label() + " one: to change the mode needs a restart");
        }
    }
}
