package io.moonconnect.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.ConfigMap;

/** The files under {@code k8s}, as they are written. */
final class ManifestFiles {

    static final Path ROOT = Path.of("k8s");

    private ManifestFiles() {}

    static String text(String file) {
        return text(Path.of(file));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The values of the production overlay's site. */
    static Map<String, String> site() {
        return ((ConfigMap) StrictKubernetes.read(text(Manifests.PROD + "/site.yaml"))
                        .get(0))
                .getData();
    }

    static List<Path> all() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
