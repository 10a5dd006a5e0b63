package io.moonconnect.disclosure;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.moonconnect.moonpay.Mode;
import io.quarkus.runtime.configuration.ConfigurationException;

/** Where the catalogue comes from, and what it must satisfy to be used with our key. Reading blocks. */
final class CatalogueSource {

    private static final String KEY = "moonconnect.disclosures-file";

    private static final String SAMPLE = "disclosures.sample.json";

    /** As much as a ConfigMap can hold. */
    private static final int MAX_BYTES = 1024 * 1024;

    private final Optional<Path> file;
    private final Mode mode;

    /** A catalogue and the bytes that it was read from. */
    record Loaded(byte[] bytes, Catalogue catalogue) {}

    CatalogueSource(Optional<Path> file, Mode mode) {
        this.file = file;
        this.mode = mode;
    }

    /** Whether it can change while the service runs. */
    boolean canChange() {
        return file.isPresent();
    }

    /** For logs and errors. */
    String name() {
        return file.map(Path::toString).orElse("the sample " + SAMPLE);
    }

    /** The bytes as they are now; links are followed, so that a ConfigMap's swap is seen. */
    byte[] bytes() throws IOException {
        try (InputStream in = open()) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException("over " + MAX_BYTES + " bytes");
            }
            return bytes;
        }
    }

    /** The catalogue in these bytes, where it may be used with our key. */
    Catalogue read(byte[] bytes) throws BadCatalogueException {
        Catalogue catalogue = CatalogueFile.read(bytes);
        List<String> problems = mode == Mode.LIVE ? CatalogueRules.brokenForLive(catalogue) : List.of();
        if (!problems.isEmpty()) {
            throw BadCatalogueException.of(problems);
        }
        return catalogue;
    }

    /** The catalogue to start with; one that cannot be used ends the start. */
    Loaded load() {
        try {
            byte[] bytes = bytes();
            return new Loaded(bytes, read(bytes));
        } catch (IOException unreadable) {
            throw refusal("it cannot be read, or is over 1 MiB");
        } catch (BadCatalogueException bad) {
            throw refusal(bad.getMessage());
        }
    }

    private ConfigurationException refusal(String problem) {
        return new ConfigurationException(KEY + ": " + name() + " cannot be used: " + problem);
    }

    private InputStream open() throws IOException {
        if (file.isPresent()) {
            return Files.newInputStream(file.get());
        }
        InputStream sample = CatalogueSource.class.getResourceAsStream("/" + SAMPLE);
        if (sample == null) {
            throw new FileNotFoundException(SAMPLE);
        }
        return sample;
    }
}
