package io.moonconnect.browser;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The texts that this project ships. */
final class SampleTexts {

    private static final File CATALOGUE = new File("src/main/resources/disclosures.sample.json");

    private SampleTexts() {}

    static String english(String id) {
        try {
            for (JsonNode text : new ObjectMapper().readTree(CATALOGUE).path("disclosures")) {
                if (id.equals(text.path("id").textValue())
                        && "en".equals(text.path("locale").textValue())) {
                    return text.path("text").textValue();
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        throw new AssertionError("There is no text " + id);
    }
}
