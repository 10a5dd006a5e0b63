package io.moonconnect.contract;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** The OpenAPI document that the service serves is the file in the repository: nothing added, nothing lost. */
@QuarkusTest
class OpenApiDocumentTest {

    @Test
    void is_served_as_yaml() throws IOException {
        Response served = given().accept("application/yaml").get("/q/openapi");

        assertThat(served.statusCode()).isEqualTo(200);
        assertThat(served.contentType()).startsWith("application/yaml");
        assertThat(new YAMLMapper().readTree(served.asByteArray()))
                .isEqualTo(OwnDocument.get().root());
    }

    @Test
    void is_served_as_json() throws IOException {
        Response served = given().accept("application/json").get("/q/openapi");

        assertThat(served.statusCode()).isEqualTo(200);
        assertThat(served.contentType()).startsWith("application/json");
        assertThat(new JsonMapper().readTree(served.asByteArray()))
                .isEqualTo(OwnDocument.get().root());
    }

    @Test
    void is_served_in_the_version_that_it_is_written_in() {
        String version = given().accept("application/json").get("/q/openapi").path("openapi");

        assertThat(version).isEqualTo("3.1.0");
    }
}
