package io.moonconnect.disclosure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A running service and a catalogue that changes under it, mounted as Kubernetes mounts a ConfigMap: through links. */
@QuarkusTest
@TestProfile(CatalogueReloadTest.MountedCatalogue.class)
class CatalogueReloadTest {

    @ConfigProperty(name = "moonconnect.disclosures-file")
    Path file;

    @Inject
    MeterRegistry metrics;

    private static int revision;

    /** {@code disclosures.json -> ..data/disclosures.json}, {@code ..data -> revision}; looked at every 20 ms. */
    public static class MountedCatalogue implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                Path mount = Files.createTempDirectory("catalogue");
                swap(mount, CatalogueJson.small("one", "1", "First."));
                Path file = Files.createSymbolicLink(
                        mount.resolve("disclosures.json"), Path.of("..data", "disclosures.json"));
                return Map.of(
                        "moonconnect.disclosures-file",
                        file.toString(),
                        "moonconnect.disclosures-check-interval",
                        "20ms");
            } catch (IOException failed) {
                throw new IllegalStateException(failed);
            }
        }
    }

    @BeforeEach
    void startFromTheFirst() throws IOException {
        change("one", "1", "First.");
        await().until(() -> text("one").equals("First."));
    }

    @Test
    void aSwappedConfigMapIsReadAgain() throws IOException {
        change("one", "1", "Second.");

        await().until(() -> text("one").equals("Second."));
    }

    @Test
    void aChangeIsCounted() throws IOException {
        double before = reloads("ok");

        change("one", "1", "Second.");

        await().until(() -> reloads("ok") == before + 1);
    }

    @Test
    void aFileWrittenInPlaceIsReadAgain() throws IOException {
        Files.write(file, CatalogueJson.small("one", "1", "In place."));

        await().until(() -> text("one").equals("In place."));
    }

    @Test
    void aBadFileLeavesTheOldTextsInUseAndIsCounted() throws IOException {
        double before = reloads("failed");

        change("one", "1", " ");

        await().until(() -> reloads("failed") == before + 1);
        assertThat(text("one")).isEqualTo("First.");
    }

    @Test
    void aFileThatIsGoneLeavesTheOldTextsInUseAndIsCounted() throws IOException {
        double before = reloads("failed");

        Files.delete(file.toRealPath());

        await().until(() -> reloads("failed") == before + 1);
        assertThat(text("one")).isEqualTo("First.");
    }

    @Test
    void aGoodFileAfterABadOneIsUsed() throws IOException {
        double before = reloads("failed");
        swap(file.getParent(), "{".getBytes(StandardCharsets.UTF_8));
        await().until(() -> reloads("failed") == before + 1);

        change("one", "1", "Mended.");

        await().until(() -> text("one").equals("Mended."));
    }

    @Test
    void withoutAVersionTheNewestIsAnswered() throws IOException {
        swap(file.getParent(), CatalogueJson.with(root -> {
            root.withArray("disclosures")
                    .add(CatalogueJson.entry(root, 0).deepCopy().put("version", "10"))
                    .add(CatalogueJson.entry(root, 0).deepCopy().put("version", "9"));
        }));

        await().until(() -> given().get("/v1/disclosures/us-transaction-finality")
                .jsonPath()
                .getString("version")
                .equals("10"));
    }

    private void change(String id, String version, String text) throws IOException {
        swap(file.getParent(), CatalogueJson.small(id, version, text));
    }

    /** What the kubelet does: a new directory beside the old one, and the link moved over in one step. */
    private static void swap(Path mount, byte[] content) throws IOException {
        Path directory = Files.createDirectory(mount.resolve("..revision-" + ++revision));
        Files.write(directory.resolve("disclosures.json"), content);
        Path link = Files.createSymbolicLink(mount.resolve("..data_tmp"), directory.getFileName());
        Files.move(link, mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String text(String id) {
        String text = given().get("/v1/disclosures/" + id).jsonPath().getString("text");
        return text == null ? "" : text;
    }

    private double reloads(String outcome) {
        return metrics.get("disclosures.reload")
                .tag("outcome", outcome)
                .counter()
                .count();
    }
}
