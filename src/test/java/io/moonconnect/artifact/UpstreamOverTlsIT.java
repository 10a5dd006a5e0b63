package io.moonconnect.artifact;

import java.net.URI;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.github.tomakehurst.wiremock.WireMockServer;

import io.moonconnect.testing.KeyStoreFile;
import io.moonconnect.testing.Lengthy;
import io.restassured.response.Response;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** A MoonPay behind TLS, whose certificate no public authority has signed: it is trusted where an operator's trust store says so. */
@Lengthy
class UpstreamOverTlsIT {

    private static final ApiKey KEY = ApiKey.random();

    @TempDir
    static Path directory;

    private static Path keyStore;
    private static WireMockServer moonPay;

    @BeforeAll
    static void startMoonPay() {
        keyStore = KeyStoreFile.in(directory).path();
        moonPay = new WireMockServer(wireMockConfig()
                .dynamicPort()
                .dynamicHttpsPort()
                .keystorePath(keyStore.toString())
                .keystorePassword(KeyStoreFile.PASSWORD)
                .keyManagerPassword(KeyStoreFile.PASSWORD));
        moonPay.start();
        moonPay.stubFor(any(anyUrl()).willReturn(okJson("{\"sessionToken\":\"st_1\"}")));
    }

    @AfterAll
    static void stopMoonPay() {
        moonPay.stop();
    }

    @Test
    void a_certificate_of_the_trust_store_is_trusted() {
        try (ArtifactProcess service = Artifact.PRODUCTION.start(
                "tls-trusted",
                config().environment(),
                "-Djavax.net.ssl.trustStore=" + keyStore,
                "-Djavax.net.ssl.trustStorePassword=" + KeyStoreFile.PASSWORD)) {
            Response created = createSession(service);

            assertThat(created.statusCode()).as(service.output()).isEqualTo(201);
            assertThat(created.jsonPath().getString("sessionToken")).isEqualTo("st_1");
        }
    }

    @Test
    void another_certificate_is_refused_and_nothing_is_sent() {
        moonPay.resetRequests();
        try (ArtifactProcess service = Artifact.PRODUCTION.start("tls-refused", config().environment())) {
            Response refused = createSession(service);

            assertThat(refused.statusCode()).isEqualTo(502);
            assertThat(refused.jsonPath().getString("type")).endsWith("/moonpay-unavailable");
            assertThat(moonPay.getAllServeEvents()).isEmpty();
        }
    }

    private static Response createSession(ArtifactProcess service) {
        return given().header("Authorization", KEY.header())
                .contentType("application/json")
                .body("{\"externalCustomerId\":\"cust-7f31\",\"deviceIp\":\"81.2.69.160\"}")
                .post(service.listening().api().resolve("/v1/sessions"));
    }

    private static ProductionConfig config() {
        return ProductionConfig.complete(URI.create("https://localhost:" + moonPay.httpsPort()), KEY);
    }
}
