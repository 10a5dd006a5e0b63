package io.moonconnect.problem;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.moonconnect.testing.Documents;
import io.moonconnect.testing.Metrics;
import io.moonconnect.testing.RawHttp;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Every refusal of a caller is counted by its reason, once, and the response says what to change. */
@QuarkusTest
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
class RefusedRequestsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            401 | credentials_missing | GET  | /v1/assets   | Authorization: Bearer x  | WWW-Authenticate
            401 | api_key             | GET  | /v1/assets   | Authorization: ApiKey x  | API key
            403 | origin              | GET  | /v1/assets   | Origin: https://a.example | moonconnect.cors.origins
            406 | not_acceptable      | GET  | /v1/assets   | Accept: image/png        | application/json
            413 | body_length         | POST | /v1/sessions | Content-Length: 99999    | 32768 bytes
            415 | media_type          | POST | /v1/sessions | Content-Type: text/plain | application/json
            415 | content_coding      | POST | /v1/sessions | Content-Encoding: gzip   | Content-Encoding
            """)
    void a_refusal_is_counted_and_says_what_to_change(
            int status, String reason, String method, String path, String header, String advice) {
        double before = Metrics.refused(status, reason);
        double all = all();
        RawHttp.Reply reply = RawHttp.send(method, path, header);

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.body()).contains(advice);
        assertThat(Metrics.refused(status, reason)).isEqualTo(before + 1);
        assertThat(all()).isEqualTo(all + 1);
    }

    @Test
    void what_moonpay_refuses_is_not_counted(SimulatorControl moonPay) {
        double all = all();
        moonPay.status("*", 401);
        assertThat(RawHttp.send("GET", "/v1/transactions", "MoonPay-Access-Token: x")
                        .status())
                .isEqualTo(401);

        assertThat(all()).isEqualTo(all);
    }

    @Test
    void the_guide_lists_every_reason() {
        String guide = Documents.text(Documents.API);
        for (Refusal refusal : Refusal.values()) {
            assertThat(guide).contains("| " + refusal.status() + " | `" + refusal.label() + "` |");
        }
    }

    private static double all() {
        return List.of(Refusal.values()).stream()
                .mapToDouble(refusal -> Metrics.refused(refusal.status(), refusal.label()))
                .sum();
    }
}
