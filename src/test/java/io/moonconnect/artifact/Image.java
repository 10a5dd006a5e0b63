package io.moonconnect.artifact;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.moonconnect.testing.Command;

/** An image that {@code .ci/images/build} has built, in buildah's storage. */
enum Image {
    JVM,
    DEMO,
    NATIVE;

    /** What buildah writes for a layer that no Dockerfile made: one of CI's base. */
    private static final String SHELL = "/bin/sh";

    /** What buildah writes before an instruction that runs nothing. */
    private static final String NO_COMMAND = SHELL + " -c #(nop) ";

    /** What buildah writes in place of the files that an instruction copies. */
    private static final Pattern HASH = Pattern.compile("(?:file|dir|multi):[0-9a-f]+ ");

    /**
     * A layer.
     *
     * @param madeBy the instruction of the Dockerfile, or {@code base}
     * @param bytes before compression
     */
    record Layer(String madeBy, long bytes) {}

    /** The image's name for buildah. */
    String reference() {
        return "localhost/moonconnect-ci:" + name().toLowerCase(Locale.ROOT);
    }

    /** Entry point, user, labels and so on, as the OCI specification names them. */
    JsonNode config() {
        return inspect(reference()).at("/OCIv1/config");
    }

    /** The digest of each layer, the base's first. */
    List<String> layers() {
        return layers(reference());
    }

    static List<String> layers(String reference) {
        return words(inspect(reference).at("/OCIv1/rootfs/diff_ids"));
    }

    /** The same layers with what made them and their sizes. */
    List<Layer> describedLayers() {
        JsonNode image = inspect(reference());
        List<String> instructions = new ArrayList<>();
        for (JsonNode step : image.at("/OCIv1/history")) {
            if (!step.path("empty_layer").asBoolean()) {
                String command = HASH.matcher(step.path("created_by").asText()).replaceAll("");
                instructions.add(
                        command.equals(SHELL)
                                ? "base"
                                : command.replace(NO_COMMAND, "").strip());
            }
        }
        List<Layer> layers = new ArrayList<>();
        for (JsonNode layer : json(image.path("Manifest").asText()).path("layers")) {
            layers.add(new Layer(
                    instructions.get(layers.size()), layer.path("size").longValue()));
        }
        return layers;
    }

    /** By number. */
    String user() {
        return config().path("User").textValue();
    }

    List<String> entryPoint() {
        return words(config().path("Entrypoint"));
    }

    private static JsonNode inspect(String reference) {
        return json(buildah("inspect", "--type", "image", reference));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** Runs buildah to its end and returns what it printed. */
    static String buildah(String... arguments) {
        List<String> command = new ArrayList<>(List.of("buildah"));
        command.addAll(List.of(arguments));
        Command.Outcome outcome = Command.outcome(Path.of(""), command.toArray(String[]::new));
        if (outcome.exitCode() != 0) {
            throw new AssertionError(String.join(" ", command) + ": " + outcome.output());
        }
        return outcome.output().strip();
    }

    private static List<String> words(JsonNode list) {
        List<String> words = new ArrayList<>();
        list.forEach(word -> words.add(word.textValue()));
        return words;
    }
}
