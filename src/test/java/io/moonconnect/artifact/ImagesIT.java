package io.moonconnect.artifact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is in the images that {@code .ci/images/build} has built, and how they start and end. {@code target/images.md} has what
 * was found, and each image's layers and files.
 */
@NeedsImages
class ImagesIT {

    private static final Path REPORT = Path.of("target/images.md");

    /** Of a process that SIGTERM ends: a JVM's after its shutdown, and the native executable's. */
    private static final int TERMINATED = 143;

    /** After which Kubernetes kills a process, in k8s/base. */
    private static final Duration GRACE_PERIOD = Duration.ofSeconds(40);

    private static final int STICKY = 01000;

    private static final int OTHERS_WRITE = 02;

    /** The base image's, in which the service has nothing. */
    private static final Path HOME = Path.of("home");

    /** Built from the same sources and one more class, without the cache. */
    private static final String CHANGED = "localhost/moonconnect-ci:changed";

    /** Base, libraries, and the jar that starts the service. */
    private static final int UNCHANGED_LAYERS = 3;

    private static final double MIB = 1024 * 1024;

    /** By image: what was found, a line each, and the rows of its files. */
    private static final Map<Image, List<String>> FOUND = new EnumMap<>(Image.class);

    private static final Map<Image, List<String>> FILES = new EnumMap<>(Image.class);

    @BeforeAll
    static void beginReport() {
        for (Image image : Image.values()) {
            FOUND.put(image, new ArrayList<>());
            FILES.put(image, new ArrayList<>());
        }
    }

    @AfterAll
    static void writeReport() throws IOException {
        List<String> report = new ArrayList<>();
        for (Image image : Image.values()) {
            report.addAll(List.of("## " + image.reference(), ""));
            report.add("- user " + image.user() + ", entry point `" + String.join(" ", image.entryPoint()) + "`");
            FOUND.get(image).forEach(line -> report.add("- " + line));
            report.addAll(List.of("", "| layer | MiB |", "|---|---|"));
            image.describedLayers()
                    .forEach(layer -> report.add("| `%s` | %.1f |".formatted(layer.madeBy(), layer.bytes() / MIB)));
            report.addAll(List.of("", "| file | owner | mode | bytes |", "|---|---|---|---|"));
            report.addAll(FILES.get(image));
            report.add("");
        }
        Files.write(REPORT, report);
    }

    @ParameterizedTest
    @EnumSource
    void the_process_is_the_service_as_a_numbered_user_without_a_shell_and_sigterm_ends_it(Image image)
            throws IOException {
        assertThat(image.user()).matches("[1-9][0-9]*");
        assertThat(image.entryPoint().get(0)).isIn("java", "./application");
        assertThat(image.config().path("Cmd")).isEmpty();

        Container container = Container.of(image);
        try (ArtifactProcess service = container.start(output(image, "process"), environment(image))) {
            Path process = proc(service.listening().service());
            assertThat(Files.getAttribute(process, "unix:uid")).hasToString(image.user());
            Path parent = proc(service.service().parent().orElseThrow());
            assertThat(Files.readString(parent.resolve("cmdline"))).startsWith("buildah-chroot-exec");

            long signal = System.nanoTime();
            service.terminate();
            assertThat(service.exitCode()).isEqualTo(TERMINATED);
            Duration took = Duration.ofNanos(System.nanoTime() - signal);
            assertThat(took).isLessThan(GRACE_PERIOD);
            FOUND.get(image)
                    .add("the first process is the service with uid %s; SIGTERM ended it with %d after %d ms"
                            .formatted(image.user(), TERMINATED, took.toMillis()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_file_is_roots_and_the_user_can_write_none(Image image) throws IOException {
        try (Container container = Container.of(image)) {
            Path directory = container.directory();
            List<Path> files;
            try (Stream<Path> walk = Files.walk(directory)) {
                files = walk.sorted().toList();
            }

            assertThat(files).hasSizeGreaterThan(3);
            for (Path file : files) {
                Map<String, Object> attributes = Files.readAttributes(file, "unix:uid,gid,mode,size");
                assertThat(attributes.get("uid")).as(file.toString()).isEqualTo(0);
                Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
                assertThat(permissions)
                        .as(file.toString())
                        .doesNotContain(PosixFilePermission.OTHERS_WRITE)
                        .doesNotContain(PosixFilePermission.GROUP_WRITE);
                FILES.get(image)
                        .add("| %s | %s:%s | %s | %s |"
                                .formatted(
                                        directory.getFileName().resolve(directory.relativize(file)),
                                        attributes.get("uid"),
                                        attributes.get("gid"),
                                        PosixFilePermissions.toString(permissions),
                                        attributes.get("size")));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_user_can_write_nowhere_but_in_its_home_and_to_temporary_files(Image image) throws IOException {
        String user = image.user();
        try (Container container = Container.of(image)) {
            Path root = container.root();
            try (Stream<Path> writable =
                    Files.find(root, Integer.MAX_VALUE, (file, attributes) -> isWritable(file, attributes, user))) {
                assertThat(writable.map(root::relativize).filter(file -> !file.startsWith(HOME)))
                        .as("files, and directories without a sticky bit")
                        .isEmpty();
            }
        }
    }

    /** Whether the user may write to a file, or replace what others have in a directory. */
    private static boolean isWritable(Path file, BasicFileAttributes attributes, String user) {
        if (!attributes.isRegularFile() && !attributes.isDirectory()) {
            return false;
        }
        try {
            Map<String, Object> unix = Files.readAttributes(file, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
            int mode = (int) unix.get("mode");
            boolean open = (mode & OTHERS_WRITE) != 0;
            boolean temporary = attributes.isDirectory() && (mode & STICKY) != 0;
            return unix.get("uid").toString().equals(user) || open && !temporary;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The native executable has been compiled from those of the application for a JVM. */
    @ParameterizedTest
    @EnumSource
    void its_sbom_lists_the_libraries_in_it(Image image) throws IOException {
        try (Container container = Container.of(image)) {
            Path directory = container.directory();
            Path jars = image == Image.NATIVE ? Path.of("target/quarkus-app") : directory;
            JsonNode sbom = new ObjectMapper()
                    .readTree(directory.resolve("sbom.cdx.json").toFile());

            assertThat(ShippedJars.listed(sbom))
                    .hasSizeGreaterThan(100)
                    .containsExactlyInAnyOrderElementsOf(ShippedJars.in(jars));
            assertThat(directory.resolve("vex.cdx.json")).hasSameBinaryContentAs(Path.of("deploy/vex.cdx.json"));
            FOUND.get(image)
                    .add("the SBOM lists the " + ShippedJars.listed(sbom).size() + " libraries in it");
        }
    }

    @ParameterizedTest
    @EnumSource
    void its_labels_name_the_version_the_revision_and_the_base(Image image) {
        JsonNode labels = image.config().path("Labels");

        assertThat(labels.path("org.opencontainers.image.title").asText()).startsWith("moonconnect");
        assertThat(labels.path("org.opencontainers.image.version").asText()).matches("1\\.[0-9].*");
        assertThat(labels.path("org.opencontainers.image.revision").asText()).matches("[0-9a-f]{40}");
        assertThat(labels.path("org.opencontainers.image.base.name").asText())
                .startsWith("localhost/moonconnect-base:");
        FOUND.get(image).add("labels " + labels);
    }

    /** With {@code AOTMode=on}, a JVM that cannot use the cache does not start. */
    @Test
    void the_jvm_image_uses_its_cache() {
        Map<String, String> environment = new HashMap<>(environment(Image.JVM));
        environment.put("JDK_JAVA_OPTIONS", "-XX:AOTMode=on");

        Container container = Container.of(Image.JVM);
        try (ArtifactProcess service = container.start(output(Image.JVM, "cache"), environment)) {
            service.ready();
            FOUND.get(Image.JVM).add("ready with `-XX:AOTMode=on`, so the AOT cache is used");
        }
    }

    /** The base and the libraries stay as they are, so that a node that has an earlier image pulls little. */
    @Test
    void a_change_of_our_code_leaves_the_layers_of_base_and_libraries() {
        List<String> layers = Image.JVM.layers();
        List<String> changed = Image.layers(CHANGED);

        assertThat(changed.subList(0, UNCHANGED_LAYERS)).isEqualTo(layers.subList(0, UNCHANGED_LAYERS));
        assertThat(changed).isNotEqualTo(layers.subList(0, changed.size()));
        long same = IntStream.range(0, changed.size())
                .takeWhile(i -> changed.get(i).equals(layers.get(i)))
                .count();
        FOUND.get(Image.JVM).add("with one more class, the first %d of %d layers stay".formatted(same, layers.size()));
    }

    private static Path proc(ProcessHandle process) {
        return Path.of("/proc", String.valueOf(process.pid()));
    }

    private static Path output(Image image, String name) {
        return Path.of("target/artifact-processes", "image-" + image + "-" + name)
                .toAbsolutePath();
    }

    private static Map<String, String> environment(Image image) {
        Map<String, String> environment =
                new HashMap<>(ProductionConfig.complete().environment());
        if (image == Image.DEMO) {
            environment.clear();
            environment.put("SIMULATOR_PORT", "0");
            environment.put("SIMULATOR_FRONTEND_PORT", "0");
        }
        return environment;
    }
}
