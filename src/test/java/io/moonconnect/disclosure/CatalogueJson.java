package io.moonconnect.disclosure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Catalogue files for tests: the sample, a live one, and either with something changed. */
public final class CatalogueJson {

    static final ObjectMapper JSON = new ObjectMapper();

    private CatalogueJson() {}

    static byte[] sample() {
        try (InputStream in = CatalogueJson.class.getResourceAsStream("/disclosures.sample.json")) {
            return in.readAllBytes();
        } catch (IOException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** The sample, changed. */
    static byte[] with(Consumer<ObjectNode> change) {
        try {
            ObjectNode root = (ObjectNode) JSON.readTree(sample());
            change.accept(root);
            return JSON.writeValueAsBytes(root);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What an operator would supply: not a sample. */
    static byte[] real() {
        return with(root -> root.remove("sample"));
    }

    static ObjectNode entry(ObjectNode root, int index) {
        return (ObjectNode) root.path("disclosures").path(index);
    }

    /** A catalogue with one text beside the fallback. */
    public static byte[] small(String id, String version, String text) {
        return """
                {"fallback": {"id": "careful", "version": "1"}, "disclosures": [
                  {"id": "careful", "version": "1", "locale": "en", "placement": "top", "title": "Careful",
                   "text": "Be careful.", "links": []},
                  {"id": "%s", "version": "%s", "locale": "en", "placement": "top", "title": "One",
                   "text": "%s", "links": []}]}
                """.formatted(id, version, text).getBytes(StandardCharsets.UTF_8);
    }
}
