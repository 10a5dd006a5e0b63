package io.moonconnect.artifact;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A JDK 25, which the image for a JVM runs on: the one that JDK25_HOME names, or the one that runs the tests. */
final class Jdk25 {

    private static final int FEATURE = 25;

    private Jdk25() {}

    /** Empty where neither is one. */
    static Optional<Path> home() {
        return Optional.ofNullable(System.getenv("JDK25_HOME"))
                .map(Path::of)
                .filter(home -> Files.isExecutable(home.resolve("bin/java")))
                .or(Jdk25::ofTheTests);
    }

    private static Optional<Path> ofTheTests() {
        return Runtime.version().feature() == FEATURE
                ? Optional.of(Path.of(System.getProperty("java.home")))
                : Optional.empty();
    }
}
