package io.moonconnect.disclosure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.moonconnect.credential.Mode;
import io.moonconnect.reload.WatchedFiles;
import io.quarkus.runtime.configuration.ConfigurationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the service starts with, and what it refuses to start with. */
class CatalogueStartTest {

    @TempDir
    Path directory;

    @Test
    void withoutAFileATestKeyStartsWithTheSample() {
        assertThat(started(Optional.empty(), Mode.TEST).sample()).isTrue();
    }

    @Test
    void withoutAFileALiveKeyDoesNotStartAndTheIdsAreNamed() {
        refused(
                Optional.empty(),
                Mode.LIVE,
                "moonconnect.disclosures.file",
                "disclosures.sample.json",
                "it is a sample",
                "us-transaction-finality, eea-crypto-asset-risk, eea-unregulated-stablecoin-risk, gateway-token");
    }

    @Test
    void aFileThatSaysItIsASampleDoesNotStartWithALiveKey() throws Exception {
        refused(file(CatalogueJson.sample()), Mode.LIVE, "catalogue.json", "it is a sample");
    }

    @Test
    void aFileWithoutATextForAKnownIdDoesNotStartWithALiveKey() throws Exception {
        refused(
                file(CatalogueJson.small("gateway-token", "1", "Two steps.")),
                Mode.LIVE,
                "missing: us-transaction-finality, eea-crypto-asset-risk, eea-unregulated-stablecoin-risk");
    }

    @Test
    void theSameFileStartsWithATestKey() throws Exception {
        Optional<Path> file = file(CatalogueJson.small("gateway-token", "1", "Two steps."));

        assertThat(started(file, Mode.TEST).current("gateway-token")).isPresent();
    }

    @Test
    void aFileWithEveryTextStartsWithALiveKey() throws Exception {
        assertThat(started(file(CatalogueJson.real()), Mode.LIVE).sample()).isFalse();
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path missing = directory.resolve("missing.json");

        refused(Optional.of(missing), Mode.TEST, "moonconnect.disclosures.file", missing.toString(), "it is missing");
    }

    @Test
    void aDirectoryIsRefused() {
        refused(Optional.of(directory), Mode.TEST, "not a regular file");
    }

    @Test
    void aBadFileIsNamedWithWhatIsWrong() throws Exception {
        refused(
                file(CatalogueJson.small("one", "1", " ")),
                Mode.TEST,
                "moonconnect.disclosures.file",
                "catalogue.json",
                "disclosures[1].text must be a non-blank string");
    }

    @Test
    void aFileOverTheLimitIsRefused() throws Exception {
        refused(file(new byte[1024 * 1024 + 1]), Mode.TEST, "over 1024 KiB");
    }

    private Optional<Path> file(byte[] content) throws Exception {
        return Optional.of(Files.write(directory.resolve("catalogue.json"), content));
    }

    private static Catalogue started(Optional<Path> file, Mode mode) {
        WatchedFiles files = new WatchedFiles(new SimpleMeterRegistry());
        return new CatalogueSource(mode, loaded -> {}).open(file, files).get();
    }

    private static void refused(Optional<Path> file, Mode mode, String... named) {
        assertThatThrownBy(() -> started(file, mode))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(named);
    }
}
