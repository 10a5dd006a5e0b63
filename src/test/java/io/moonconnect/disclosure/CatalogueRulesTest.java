package io.moonconnect.disclosure;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Catalogue rules that a schema cannot express, and their error messages. */
class CatalogueRulesTest {

    @Test
    void aLinkWhoseLabelIsNotInTheTextIsRefused() {
        refused(
                CatalogueJson.with(root -> CatalogueJson.entry(root, 0).put("text", "No link in here.")),
                "us-transaction-finality version 1 in en has a link whose label is not in its text");
    }

    @Test
    void aFallbackThatIsNotThereIsRefused() {
        refused(
                CatalogueJson.with(root ->
                        root.putObject("fallback").put("id", "most-cautious").put("version", "2")),
                "the fallback, most-cautious version 2, is not among the disclosures");
    }

    @Test
    void aTextWithoutEnglishIsRefused() {
        refused(
                CatalogueJson.with(root -> ((ArrayNode) root.path("disclosures")).remove(0)),
                "us-transaction-finality version 1 has no text in en");
    }

    @Test
    void aTextThatStandsThereTwiceIsRefused() {
        refused(
                CatalogueJson.with(root -> root.withArray("disclosures")
                        .add(CatalogueJson.entry(root, 1).deepCopy())),
                "us-transaction-finality version 1 in de is duplicated");
    }

    @Test
    void aKeyThatStandsTwiceInAnObjectIsRefused() {
        refused("{\"sample\": true,\n\"sample\": false}".getBytes(StandardCharsets.UTF_8), "at line 2");
    }

    @Test
    void aFileThatIsCutOffIsRefused() {
        refused("{\"sample\": true".getBytes(StandardCharsets.UTF_8), "it is not valid JSON");
    }

    @Test
    void anEmptyFileIsRefused() {
        refused(new byte[0], "the file must be an object");
    }

    @Test
    void somethingBehindTheCatalogueIsRefused() {
        refused((new String(CatalogueJson.sample(), StandardCharsets.UTF_8) + "{}").getBytes(), "it is not valid JSON");
    }

    @Test
    void everyProblemIsNamedUpToABound() {
        refused(
                CatalogueJson.with(root -> root.withArray("disclosures")
                        .forEach(entry -> ((ObjectNode) entry).put("text", "").put("title", ""))),
                "disclosures[0].title must be a non-blank string; disclosures[0].text must be",
                "; and 8 more");
    }

    private static void refused(byte[] file, String... problems) {
        assertThatThrownBy(() -> CatalogueFile.read(file))
                .isInstanceOf(BadCatalogueException.class)
                .hasMessageContainingAll(problems);
    }
}
