package io.moonconnect.artifact;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The artifacts that a build packages. */
enum Artifact {
    /** What is shipped. */
    PRODUCTION("artifact.production", "quarkus-app"),
    /** Service and simulator in one. */
    DEMO("artifact.demo", "quarkus-demo"),
    /** What is shipped, packaged for an AOT cache: only full builds make it. */
    AOT("artifact.aot", "quarkus-aot");

    private static final String RUNNER = "quarkus-run.jar";

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
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(List.of(jvmOptions));
        command.addAll(List.of("-jar", directory.resolve(RUNNER).toString()));
        return ArtifactProcess.start(command, outputDirectory(name), outputDirectory(name), environment);
    }

    /** Starts it on another JDK from its own directory, as an AOT cache wants it, with no options but these. */
    ArtifactProcess startInPlace(Path jdk, String name, Map<String, String> environment, String... jvmOptions) {
        List<String> command = new ArrayList<>();
        command.add(jdk.resolve("bin/java").toString());
        command.addAll(List.of(jvmOptions));
        command.addAll(List.of("-jar", RUNNER));
        return ArtifactProcess.start(command, directory, outputDirectory(name), environment);
    }

    Path outputDirectory(String name) {
        return directory.resolveSibling("artifact-processes").resolve(name);
    }
}
