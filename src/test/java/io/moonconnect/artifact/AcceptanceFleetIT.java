package io.moonconnect.artifact;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.moonconnect.disclosure.CatalogueJson;
import io.moonconnect.testing.Lengthy;
import io.restassured.response.Response;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Replicas with one audit key accept each other's texts, also after a restart with another catalogue. */
@Lengthy
class AcceptanceFleetIT {

    private static final ApiKey KEY = ApiKey.random();
    private static final String SHARED = "audit-key-of-the-fleet-0123456789abcdef";

    @TempDir
    Path directory;

    @Test
    void a_text_of_one_replica_is_accepted_by_another_that_has_replaced_it() throws IOException {
        Response served;
        String id;
        try (ArtifactProcess one = start("acceptance-one", "First.", SHARED)) {
            served = serve(one.api());
            id = accept(one.api(), served).path("acceptanceId");
        }
        try (ArtifactProcess other = start("acceptance-other", "Second.", SHARED)) {
            Response answer = accept(other.api(), served);

            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
            assertThat(answer.<String>path("acceptanceId")).isEqualTo(id);
        }
    }

    @Test
    void without_a_shared_key_a_process_knows_its_own_catalogues_only() throws IOException {
        try (ArtifactProcess one = start("acceptance-keyless-one", "First.", "");
                ArtifactProcess same = start("acceptance-keyless-same", "First.", "");
                ArtifactProcess other = start("acceptance-keyless-other", "Second.", "")) {
            Response served = serve(one.api());

            Response known = accept(same.api(), served);
            Response unknown = accept(other.api(), served);

            assertThat(known.statusCode()).isEqualTo(201);
            assertThat(known.<String>path("acceptanceId"))
                    .isEqualTo(accept(one.api(), served).path("acceptanceId"));
            assertThat(unknown.statusCode()).isEqualTo(409);
            assertThat(unknown.<String>path("type")).endsWith("/disclosure-unknown");
        }
    }

    private ArtifactProcess start(String name, String text, String auditKey) throws IOException {
        Path catalogue = Files.write(directory.resolve(name + ".json"), CatalogueJson.small("one", "1", text));
        ProductionConfig config = ProductionConfig.complete(URI.create("http://localhost:1"), KEY)
                .with("MOONCONNECT_DISCLOSURES_FILE", catalogue.toString())
                .with(ProductionConfig.AUDIT_KEY, auditKey);
        return Artifact.PRODUCTION.start(name, config.environment()).listening();
    }

    private static Response serve(URI api) {
        return given().header("Authorization", KEY.header()).get(api.resolve("/v1/disclosures/one"));
    }

    private static Response accept(URI api, Response served) {
        String text = "\"%s\":\"%s\"";
        String disclosure = String.join(
                ",",
                text.formatted("id", served.path("id")),
                text.formatted("version", served.path("version")),
                text.formatted("locale", served.path("locale")),
                text.formatted("digest", served.path("digest")),
                text.formatted("proof", served.path("proof")));
        return given().header("Authorization", KEY.header())
                .contentType("application/json")
                .body("{\"externalCustomerId\":\"cust-1\",\"quoteSignature\":\"s\",\"disclosures\":[{" + disclosure
                        + "}]}")
                .post(api.resolve("/v1/disclosures/acceptances"));
    }
}
