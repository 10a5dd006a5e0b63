package io.moonconnect.disclosure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.moonconnect.moonpay.Mode;
import io.quarkus.runtime.configuration.ConfigurationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the service starts with, and what it refuses to start with. */
class CatalogueStartTest {

    @TempDir
    Path directory;

    @Test
    void withoutAFileATestKeyStartsWithTheSample() {
        assertThat(new CatalogueSource(Optional.empty(), Mode.TEST)
                        .load()
                        .catalogue()
                        .sample())
                .isTrue();
    }

    @Test
    void withoutAFileALiveKeyDoesNotStartAndTheIdsAreNamed() {
        refused(
                new CatalogueSource(Optional.empty(), Mode.LIVE),
                "moonconnect.disclosures-file",
                "disclosures.sample.json",
                "it is a sample",
                "us-transaction-finality, eea-crypto-asset-risk, eea-unregulated-stablecoin-risk, gateway-token");
    }

    @Test
    void aFileThatSaysItIsASampleDoesNotStartWithALiveKey() throws Exception {
        refused(source(CatalogueJson.sample(), Mode.LIVE), "catalogue.json", "it is a sample");
    }

    @Test
    void aFileWithoutATextForAKnownIdDoesNotStartWithALiveKey() throws Exception {
        refused(
                source(CatalogueJson.small("gateway-token", "1", "Two steps."), Mode.LIVE),
                "there is none for us-transaction-finality, eea-crypto-asset-risk, eea-unregulated-stablecoin-risk");
    }

    @Test
    void theSameFileStartsWithATestKey() throws Exception {
        CatalogueSource source = source(CatalogueJson.small("gateway-token", "1", "Two steps."), Mode.TEST);

        assertThatCode(source::load).doesNotThrowAnyException();
    }

    @Test
    void aFileWithEveryTextStartsWithALiveKey() throws Exception {
        CatalogueSource source = source(CatalogueJson.real(), Mode.LIVE);

        assertThat(source.load().catalogue().sample()).isFalse();
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path missing = directory.resolve("missing.json");

        refused(
                new CatalogueSource(Optional.of(missing), Mode.TEST),
                "moonconnect.disclosures-file",
                missing.toString(),
                "cannot be read");
    }

    @Test
    void aDirectoryIsRefused() {
        refused(new CatalogueSource(Optional.of(directory), Mode.TEST), "cannot be read");
    }

    @Test
    void aBadFileIsNamedWithWhatIsWrong() throws Exception {
        refused(
                source(CatalogueJson.small("one", "1", " "), Mode.TEST),
                "moonconnect.disclosures-file",
                "catalogue.json",
                "disclosures[1].text must be a text that is not blank");
    }

    @Test
    void aFileOverTheLimitIsRefused() throws Exception {
        refused(source(new byte[1024 * 1024 + 1], Mode.TEST), "over 1 MiB");
    }

    private CatalogueSource source(byte[] content, Mode mode) throws Exception {
        return new CatalogueSource(Optional.of(Files.write(directory.resolve("catalogue.json"), content)), mode);
    }

    private static void refused(CatalogueSource source, String... named) {
        assertThatThrownBy(source::load)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(named);
    }
}
