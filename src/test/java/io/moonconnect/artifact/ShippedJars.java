package io.moonconnect.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/** The names of the libraries' jars: those that an SBOM lists, and those in a directory. */
final class ShippedJars {

    /** The application itself, which is not a library of its own. */
    private static final String OWN_JAR = "io.moonconnect.moonconnect-";

    private ShippedJars() {}

    /** Those that an SBOM lists. */
    static List<String> listed(JsonNode sbom) {
        List<String> jars = new ArrayList<>();
        sbom.path("components")
                .forEach(component -> jars.add(component.path("group").asText() + "."
                        + component.path("name").asText() + "-"
                        + component.path("version").asText()
                        + classifier(component) + ".jar"));
        jars.removeIf(jar -> jar.startsWith(OWN_JAR));
        return jars;
    }

    private static String classifier(JsonNode component) {
        String purl = component.path("purl").asText();
        int begin = purl.indexOf("classifier=");
        return begin < 0
                ? ""
                : "-" + purl.substring(begin + "classifier=".length()).replaceAll("&.*", "");
    }

    /** All but what is made of our own code: the application, what was generated for it, and what starts it. */
    static List<String> in(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .filter(file -> !isOurs(directory.relativize(file)))
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    private static boolean isOurs(Path file) {
        return file.startsWith("app") || file.startsWith("quarkus") || file.equals(Path.of("quarkus-run.jar"));
    }
}
