package io.moonconnect.artifact;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.github.tomakehurst.wiremock.WireMockServer;

import io.moonconnect.testing.Lengthy;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** A new process on a machine without an idle processor: once it is ready, its first calls meet their deadlines. */
@Lengthy
class ColdStartIT {

    private static final int AT_ONCE = 10;

    private static final String PURCHASE = """
            {"source":{"asset":{"code":"EUR"},"amount":"250.00"},"destination":{"asset":{"code":"ETH"}},
            "wallet":{"address":"0x000000000000000000000000000000000000dEaD"}}""";

    private static final String QUOTE = """
            {"data":{"source":{"amount":"250.00","asset":{"code":"EUR"}},"destination":{"amount":"0.09","asset":{"code":"ETH"}},
            "expiresAt":"2099-01-01T00:00:00.000Z","executable":true,"paymentDisclosures":[],"signature":"s"}}""";

    private static final ApiKey KEY = ApiKey.random();

    private final AtomicBoolean over = new AtomicBoolean();
    private final WireMockServer moonPay = new WireMockServer(wireMockConfig().dynamicPort());

    @BeforeEach
    void startMoonPayAndBusyWork() {
        moonPay.start();
        moonPay.stubFor(any(anyUrl()).willReturn(okJson(QUOTE)));
        // The service is what is cold, and not its MoonPay.
        for (int i = 0; i < AT_ONCE; i++) {
            given().body(PURCHASE).post(moonPay.baseUrl()).then().statusCode(200);
        }
        for (int processor = 0; processor < Runtime.getRuntime().availableProcessors(); processor++) {
            Thread busy = new Thread(this::spin, "busy-" + processor);
            busy.setDaemon(true);
            busy.start();
        }
    }

    @AfterEach
    void stop() {
        over.set(true);
        moonPay.stop();
    }

    @Test
    void the_first_ten_quotes_are_all_served() {
        ProductionConfig config = ProductionConfig.complete(URI.create("http://localhost:" + moonPay.port()), KEY);
        try (ArtifactProcess service = Artifact.PRODUCTION.start("cold-start", config.environment())) {
            service.ready();

            HttpClient client = HttpClient.newHttpClient();
            Stream<CompletableFuture<HttpResponse<String>>> asked = IntStream.range(0, AT_ONCE)
                    .mapToObj(one ->
                            client.sendAsync(quote(service, "token-" + one), HttpResponse.BodyHandlers.ofString()));
            List<HttpResponse<String>> answers =
                    asked.toList().stream().map(CompletableFuture::join).toList();

            assertThat(answers)
                    .extracting(HttpResponse::statusCode, HttpResponse::body)
                    .allSatisfy(answer -> assertThat(answer.toList().get(0))
                            .as(String.valueOf(answer))
                            .isEqualTo(200));
        }
    }

    private static HttpRequest quote(ArtifactProcess service, String token) {
        return HttpRequest.newBuilder(service.listening().api().resolve("/v1/quotes"))
                .header("Authorization", KEY.header())
                .header("MoonPay-Access-Token", token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(PURCHASE))
                .build();
    }

    private void spin() {
        while (!over.get()) {
            Thread.onSpinWait();
        }
    }
}
