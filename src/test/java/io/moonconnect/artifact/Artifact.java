package io.moonconnect.artifact;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The artifacts that a build packages. With {@code artifact.native} set, production is that native executable; with {@code
 * artifact.image} set, production is that image and the demo is its own.
 */
public enum Artifact {
    /** What is shipped. */
    PRODUCTION("artifact.production", "quarkus-app"),
    /** Service and simulator in one. */
    DEMO("artifact.demo", "quarkus-demo"),
    /** What is shipped, packaged for an AOT cache: only full builds make it. */
    AOT("artifact.aot", "quarkus-aot"),
    /** What was shipped before, from {@code .ci/upgrade/old}. */
    OLD("artifact.old", "old");

    private static final String RUNNER = "quarkus-run.jar";

    private static final String EXECUTABLE = System.getProperty("artifact.native", "");

    private static final String IMAGE = System.getProperty("artifact.image", "");

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
     * @param options that a JVM and a native executable both take
     */
    public ArtifactProcess start(String name, Map<String, String> environment, String... options) {
        if (!IMAGE.isEmpty()) {
            return Container.of(this == DEMO ? Image.DEMO : Image.valueOf(IMAGE.toUpperCase(Locale.ROOT)))
                    .start(outputDirectory(name), environment);
        }
        return isNative()
                ? start(name, List.of(EXECUTABLE), environment, List.of(options))
                : startOnJvm(name, environment, options);
    }

    /** The same, never as a native executable: on the JDK that runs the tests. */
    ArtifactProcess startOnJvm(String name, Map<String, String> environment, String... jvmOptions) {
        List<String> options = new ArrayList<>(List.of(jvmOptions));
        options.addAll(List.of("-jar", directory.resolve(RUNNER).toString()));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return start(name, List.of(java, "-XX:TieredStopAtLevel=1"), environment, options);
    }

    private ArtifactProcess start(
            String name, List<String> program, Map<String, String> environment, List<String> options) {
        List<String> command = new ArrayList<>(program);
        command.addAll(options);
        return ArtifactProcess.start(command, outputDirectory(name), outputDirectory(name), environment);
    }

    /** Whether {@link #start} starts a native executable. */
    boolean isNative() {
        return this == PRODUCTION && !EXECUTABLE.isEmpty();
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
        return Path.of("target", "artifact-processes", name).toAbsolutePath();
    }
}
