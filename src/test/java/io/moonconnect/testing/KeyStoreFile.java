package io.moonconnect.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** A PKCS #12 file with a new key and certificate for {@code localhost}. It serves as key store and as trust store. */
public record KeyStoreFile(Path path) {

    public static final String PASSWORD = "not-a-secret";

    public static KeyStoreFile in(Path directory) {
        KeyStoreFile file = new KeyStoreFile(directory.resolve("localhost.p12"));
        file.make();
        return file;
    }

    public static KeyStoreFile temporary() {
        try {
            return in(Files.createTempDirectory("key-store"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void make() {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                path.toString(),
                "-storepass",
                PASSWORD,
                "-storetype",
                "PKCS12",
                "-alias",
                "localhost",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(path.resolveSibling("keytool.log").toFile())
                    .start();
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
