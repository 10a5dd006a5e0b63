package io.moonconnect.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The Markdown documents of the repository. */
public final class Documents {

    public static final Path README = Path.of("README.md");
    public static final Path API = Path.of("src/docs/api.md");
    public static final Path AUDIT = Path.of("src/docs/audit.md");
    public static final Path CONFIGURATION = Path.of("src/docs/configuration.md");
    public static final Path WALK = Path.of("src/docs/walk.md");
    public static final Path BUILDS = Path.of("deploy/README.md");
    public static final Path RUNBOOK = Path.of("deploy/runbook.md");
    public static final Path OPERATIONS = Path.of("deploy/operations.md");

    /** Generated or fetched, or the version control system's own. */
    private static final Set<String> LEFT_OUT = Set.of(".git", "target", "node_modules");

    private Documents() {}

    /** Every document, wherever it is in the repository. */
    public static List<Path> all() {
        try (Stream<Path> directories = Files.list(Path.of(""))) {
            return directories
                    .filter(entry -> !LEFT_OUT.contains(entry.toString()))
                    .flatMap(Documents::in)
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public static String text(Path document) {
        try {
            return Files.readString(document);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<Path> in(Path entry) {
        try (Stream<Path> files = Files.walk(entry)) {
            return files
                    .filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> Stream.iterate(file, parent -> parent != null, Path::getParent)
                            .noneMatch(parent ->
                                    LEFT_OUT.contains(parent.getFileName().toString())))
                    .toList()
                    .stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
