package io.moonconnect.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The options that an image starts its JVM with. */
public final class ImageOptions {

    private static final String ENTRYPOINT = "ENTRYPOINT ";

    private ImageOptions() {}

    /** Those of the production image, without its cache. */
    public static List<String> ofTheJvm() {
        List<String> options = of("deploy/Dockerfile.jvm");
        options.removeIf(option -> option.startsWith("-XX:AOTCache="));
        return options;
    }

    /** All between {@code java} and {@code -jar}. */
    public static List<String> of(String dockerfile) {
        try {
            String entryPoint = Files.readAllLines(Path.of(dockerfile)).stream()
                    .filter(line -> line.startsWith(ENTRYPOINT))
                    .findFirst()
                    .orElseThrow();
            List<String> options = new ArrayList<>();
            for (JsonNode word : new ObjectMapper().readTree(entryPoint.substring(ENTRYPOINT.length()))) {
                options.add(word.textValue());
            }
            return new ArrayList<>(options.subList(1, options.indexOf("-jar")));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
