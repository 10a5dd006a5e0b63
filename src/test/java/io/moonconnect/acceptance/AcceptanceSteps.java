package io.moonconnect.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.moonconnect.audit.AuditedEvents;
import io.moonconnect.caller.TwoKeys;
import io.moonconnect.disclosure.CatalogueJson;
import io.moonconnect.testing.EventSink;
import io.moonconnect.testing.HandSetClock;
import io.moonconnect.testing.MountedFile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.moonconnect.testing.Api.anybody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What tests of acceptances begin with: the catalogue as it was, an empty sink, and no signature in any event at the end. */
abstract class AcceptanceSteps {

    static final String PATH = "/v1/disclosures/acceptances";

    @RegisterExtension
    final AuditedEvents audited = new AuditedEvents();

    @Inject
    HandSetClock clock;

    @ConfigProperty(name = "moonconnect.disclosures.file")
    Path catalogue;

    EventSink sink;

    @BeforeEach
    void begin() {
        replaceCatalogue("1", AcceptancesUnderTest.TEXT);
        sink.reset();
    }

    @AfterEach
    void no_signature_of_a_quote_is_audited() {
        sink.release();
        assertThat(audited.lines()).allSatisfy(line -> assertThat(line.json()).doesNotContain("qs_planted"));
    }

    /** The catalogue's text from now on. */
    void replaceCatalogue(String version, String text) {
        MountedFile.at(catalogue).swap(CatalogueJson.small(AcceptancesUnderTest.ID, version, text));
        await().until(() -> {
            JsonNode served = served();
            return served.path("version").asText().equals(version)
                    && served.path("text").asText().equals(text);
        });
    }

    /** The text as it is served now. */
    JsonNode served() {
        return json(backend().get("/v1/disclosures/" + AcceptancesUnderTest.ID));
    }

    Response accept(AcceptanceBody body) {
        return accept(backend(), body);
    }

    static Response accept(RequestSpecification caller, AcceptanceBody body) {
        return caller.contentType("application/json").body(body.json()).post(PATH);
    }

    /** Accepts, and returns the id. */
    String accepted(AcceptanceBody body) {
        Response answer = accept(body);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return answer.path("acceptanceId");
    }

    static RequestSpecification backend() {
        return anybody().header("Authorization", "ApiKey " + TwoKeys.key("new"));
    }

    static RequestSpecification otherBackend() {
        return anybody().header("Authorization", "ApiKey " + TwoKeys.key("old"));
    }

    static JsonNode json(Response answer) {
        try {
            return new ObjectMapper().readTree(answer.asString());
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }
}
