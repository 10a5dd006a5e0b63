package io.moonconnect.disclosure;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.moonconnect.credential.Mode;
import io.moonconnect.reload.FileFormat;
import io.moonconnect.reload.WatchedFiles;
import io.quarkus.runtime.configuration.ConfigurationException;

/** Loads the catalogue, and validates it for the mode of the API key. */
final class CatalogueSource implements FileFormat<Catalogue> {

    private static final String SAMPLE = "disclosures.sample.json";

    /** The size limit of a ConfigMap. */
    private static final int MAX_BYTES = 1024 * 1024;

    private final Mode mode;
    private final Consumer<Catalogue> loaded;

    /** @param loaded receives each valid catalogue before it is used */
    CatalogueSource(Mode mode, Consumer<Catalogue> loaded) {
        this.mode = mode;
        this.loaded = loaded;
    }

    /** Supplies the latest valid catalogue of the file, or the sample; an invalid one fails the startup. */
    Supplier<Catalogue> open(Optional<Path> file, WatchedFiles files) {
        if (file.isPresent()) {
            return files.open(file.get(), this);
        }
        Catalogue sample = sample();
        return () -> sample;
    }

    @Override
    public String name() {
        return "disclosures";
    }

    @Override
    public String key() {
        return "moonconnect.disclosures.file";
    }

    @Override
    public int maxBytes() {
        return MAX_BYTES;
    }

    @Override
    public Catalogue read(byte[] content) throws BadCatalogueException {
        Catalogue catalogue = CatalogueFile.read(content);
        List<String> problems = mode == Mode.LIVE ? CatalogueRules.brokenForLive(catalogue) : List.of();
        if (!problems.isEmpty()) {
            throw BadCatalogueException.of(problems);
        }
        loaded.accept(catalogue);
        return catalogue;
    }

    private Catalogue sample() {
        try (InputStream in = CatalogueSource.class.getResourceAsStream("/" + SAMPLE)) {
            if (in == null) {
                throw new FileNotFoundException("it is not in this artifact");
            }
            return read(in.readAllBytes());
        } catch (IOException | BadCatalogueException problem) {
            throw new ConfigurationException(
                    key() + " is not set, and the sample " + SAMPLE + " cannot be used: " + problem.getMessage());
        }
    }
}
