package io.moonconnect.advisory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** All rows of {@code deploy/advisories.csv}. */
final class Advisories {

    static final Path FILE = Path.of("deploy/advisories.csv");

    private Advisories() {}

    static List<Advisory> all() {
        try {
            return Files.readAllLines(FILE).stream().skip(1).map(Advisory::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Advisory> accepted() {
        return all().stream().filter(row -> row.acceptance().isPresent()).toList();
    }
}
