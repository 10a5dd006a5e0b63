package io.moonconnect.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.json.JsonMapper;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.not;

/** The OpenAPI document that the service serves is the file in the repository: nothing added, nothing lost. */
@QuarkusTest
class OpenApiDocumentTest {

    @Test
    void is_served_as_yaml() throws IOException {
        Response served = given().accept("application/yaml").get("/q/openapi");

        assertThat(served.statusCode()).isEqualTo(200);
        assertThat(served.contentType()).startsWith("application/yaml");
        assertThat(served.asString()).isEqualTo(Files.readString(Path.of("src/main/resources/META-INF/openapi.yaml")));
    }

    @Test
    void is_served_as_json() throws IOException {
        Response served = given().accept("application/json").get("/q/openapi");

        assertThat(served.statusCode()).isEqualTo(200);
        assertThat(served.contentType()).startsWith("application/json");
        assertThat(new JsonMapper().readTree(served.asByteArray()))
                .isEqualTo(OwnDocument.get().root());
    }

    @ParameterizedTest
    @CsvSource({
        "/q/openapi, , yaml",
        "/q/openapi, */*, yaml",
        "/q/openapi, text/html, yaml",
        "/q/openapi, application/json, json",
        "/q/openapi?format=JSON, , json",
        "/q/openapi?format=yaml, application/json, yaml",
        "/q/openapi.json, , json",
        "/q/openapi.yaml, application/json, yaml",
        "/q/openapi.yml, , yaml"
    })
    void is_served_in_the_form_that_is_asked_for(String path, String accept, String form) {
        given().accept(accept == null ? "" : accept)
                .get(path)
                .then()
                .statusCode(200)
                .contentType("application/" + form + ";charset=UTF-8");
    }

    @Test
    void is_served_in_the_version_that_it_is_written_in() {
        String version = given().accept("application/json").get("/q/openapi").path("openapi");

        assertThat(version).isEqualTo("3.1.0");
    }

    @Test
    void a_head_request_has_the_length_and_no_body() {
        given().head("/q/openapi")
                .then()
                .statusCode(200)
                .header("Content-Length", not("0"))
                .body(emptyString());
    }
}
