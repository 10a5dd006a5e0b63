package io.moonconnect.artifact;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The two artifacts that a build packages. */
enum Artifact {
    /** What is shipped. */
    PRODUCTION("artifact.production", "quarkus-app"),
    /** Service and simulator in one. */
    DEMO("artifact.demo", "quarkus-demo");

    private final Path directory;

    Artifact(String property, String directory) {
        this.directory =
                Path.of(System.getProperty(property, "target/" + directory)).toAbsolutePath();
    }

    Path directory() {
        return directory;
    }

    /**
     * Starts it on free ports, in a working directory of its own under {@code target}, where its output stays.
     *
     * @param name of that directory, for who looks into a failure
     * @param environment all that it has but the PATH
     */
    ArtifactProcess start(String name, Map<String, String> environment, String... jvmOptions) {
        return ArtifactProcess.start(
                directory.resolve("quarkus-run.jar"),
                directory.resolveSibling("artifact-processes").resolve(name),
                environment,
                List.of(jvmOptions));
    }
}
