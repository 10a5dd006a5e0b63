package io.moonconnect.disclosure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.MountedFile;
import io.moonconnect.testing.WatchedFileState;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A running service and a catalogue that changes under it, mounted as Kubernetes mounts a ConfigMap: through links. */
@QuarkusTest
@TestProfile(CatalogueReloadTest.MountedCatalogue.class)
@Lengthy
class CatalogueReloadTest {

    @ConfigProperty(name = "moonconnect.disclosures.file")
    Path file;

    private final WatchedFileState state = new WatchedFileState("disclosures");

    private MountedFile mounted;

    /** Looked at every 20 ms. */
    public static class MountedCatalogue implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            MountedFile file = MountedFile.create("disclosures.json", CatalogueJson.small("one", "1", "First."));
            return Map.of(
                    "moonconnect.disclosures.file", file.path().toString(), "moonconnect.files.check-interval", "20ms");
        }
    }

    @BeforeEach
    void startFromTheFirst() {
        mounted = MountedFile.at(file);
        change("one", "1", "First.");
        // After a bad file this text is still in use: the change has to be seen before the next one is made.
        await().until(() -> text("one").equals("First.") && state.state().equals("ok"));
    }

    @Test
    void aSwappedConfigMapIsReadAgain() {
        change("one", "1", "Second.");

        await().until(() -> text("one").equals("Second."));
    }

    @Test
    void aChangeIsCounted() {
        double before = state.reloads();

        change("one", "1", "Second.");

        await().until(() -> state.reloads() == before + 1);
    }

    @Test
    void aFileWrittenInPlaceIsReadAgain() throws IOException {
        Files.write(file, CatalogueJson.small("one", "1", "In place."));

        await().until(() -> text("one").equals("In place."));
    }

    @Test
    void aBadFileLeavesTheOldTextsInUseAndIsCounted() {
        double before = state.failures();

        change("one", "1", " ");

        await().until(() -> state.failures() == before + 1);
        assertThat(text("one")).isEqualTo("First.");
        assertThat(state.state()).isEqualTo("stale");
    }

    @Test
    void aFileThatIsGoneLeavesTheOldTextsInUseAndIsCounted() {
        double before = state.failures();

        mounted.delete();

        await().until(() -> state.failures() == before + 1);
        assertThat(text("one")).isEqualTo("First.");
        assertThat(state.state()).isEqualTo("stale");
    }

    @Test
    void aGoodFileAfterABadOneIsUsed() {
        double before = state.failures();
        mounted.swap("{");
        await().until(() -> state.failures() == before + 1);

        change("one", "1", "Mended.");

        await().until(() -> text("one").equals("Mended.") && state.state().equals("ok"));
    }

    @Test
    void withoutAVersionTheNewestIsAnswered() {
        mounted.swap(CatalogueJson.with(root -> {
            root.withArray("disclosures")
                    .add(CatalogueJson.entry(root, 0).deepCopy().put("version", "10"))
                    .add(CatalogueJson.entry(root, 0).deepCopy().put("version", "9"));
        }));

        await().until(() -> given().get("/v1/disclosures/us-transaction-finality")
                .jsonPath()
                .getString("version")
                .equals("10"));
    }

    private void change(String id, String version, String text) {
        mounted.swap(CatalogueJson.small(id, version, text));
    }

    private static String text(String id) {
        String text = given().get("/v1/disclosures/" + id).jsonPath().getString("text");
        return text == null ? "" : text;
    }
}
