package io.moonconnect.customer;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.moonconnect.caller.Customers;
import io.moonconnect.caller.TwoKeys;
import io.moonconnect.problem.ProblemType;
import io.moonconnect.testing.IdentityProvider;
import io.moonconnect.testing.Metrics;
import io.moonconnect.testing.ProblemAnswer;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Every way to name another customer, for customers and backends: none reaches MoonPay. */
@QuarkusTest
@TestProfile(Customers.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(IdentityProvider.class)
class OtherCustomersTest {

    private static final String OWN = "cust-own";
    private static final String TWICE = "cust-twice-own";
    private static final String OTHER = "cust-other";

    /** Method, path and body. */
    private static final List<String[]> OPERATIONS = List.of(
            new String[] {"PATCH", "/v1/customers/me/kyc", "{\"phoneNumber\":{\"number\":\"+14155550142\"}}"},
            new String[] {
                "POST", "/v1/customers/me/files/upload-url", "{\"fileType\":\"passport\",\"mimeType\":\"image/png\"}"
            },
            new String[] {"POST", "/v1/customers/me/files", "{\"files\":[{\"uploadId\":\"x\"}]}"});

    IdentityProvider provider;

    private SimulatorControl moonPay;
    private String own;
    private String other;

    @BeforeEach
    void customers() {
        provider.reset();
        moonPay = SimulatorControl.ofTheServiceUnderTest();
        moonPay.reset();
        moonPay.rate(0);
        own = id(OWN, 0);
        other = id(OTHER, 0);
        moonPay.forgetRequests();
    }

    @ParameterizedTest(name = "{0} with {1} gets {2}")
    @CsvSource({
        "customer, ?externalCustomerId=cust-other, 403",
        "customer, ?externalCustomerId=cust-own, 403",
        "customer, ?externalCustomerId=cust-other&customerId=OTHER, 403",
        "customer, ?externalCustomerId=cust-other&customerId=OWN, 403",
        "customer, ?customerId=OTHER, 404",
        "customer, ?customerId=OTHER&customerId=OWN, 404",
        "customer, ?customerId=cust-other, 404",
        "customer, ?customerId=OWN%2F..%2FOTHER, 400",
        "customer, ?customerId=..%2FOTHER, 400",
        "customer, ?customerId=OWN%2COTHER, 400",
        "customer, ?customerId=ext%2Fcust-other, 400",
        "backend, ?externalCustomerId=cust-own&customerId=OTHER, 404",
        "backend, ?externalCustomerId=cust-own&externalCustomerId=cust-other&customerId=OTHER, 404",
        "backend, ?externalCustomerId=cust-own&customerId=OWN%2F..%2FOTHER, 400",
        "backend, ?externalCustomerId=cust-own&customerId=OTHER%3Fx, 400",
        "backend, ?externalCustomerId=..&customerId=OTHER, 400",
        "backend, ?customerId=OTHER, 400",
        "backend, '', 400",
        "backend, ?externalCustomerId=cust-twice-own, 400",
        "backend, ?externalCustomerId=cust-twice-own&customerId=OTHER, 404"
    })
    void another_customer_is_refused_and_moonpay_does_not_get_the_id(String caller, String query, int status) {
        for (String[] operation : OPERATIONS) {
            Response answer = send(caller, operation, filled(query), operation[2]);
            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
            ProblemAnswer.of(answer).neverSays(other);
        }
        assertThat(moonPay.requests()).allSatisfy(request -> {
            assertThat(request.operation()).isEqualTo("getCustomersByExternalId");
            assertThat(request.path() + request.query()).doesNotContain(other, OTHER);
        });
    }

    /** Bodies are relayed whole: only the path says whom MoonPay changes. An empty parameter is none; the first counts. */
    @ParameterizedTest
    @CsvSource({
        "customer, ''",
        "customer, ?externalCustomerId=",
        "customer, ?customerId=",
        "customer, ?customerId=OWN&customerId=OTHER",
        "backend, ?externalCustomerId=cust-own",
        "backend, ?externalCustomerId=cust-own&customerId=OWN"
    })
    void a_body_or_a_header_that_names_another_customer_changes_nothing(String caller, String query) {
        String body = "{\"id\":\"%s\",\"customerId\":\"%s\",\"externalCustomerId\":\"%s\",\"fileType\":\"passport\"}"
                .formatted(other, other, OTHER);
        for (String[] operation : OPERATIONS) {
            send(caller, operation, filled(query), body);
        }
        assertThat(moonPay.requests().stream()
                        .map(SimulatorControl.Request::path)
                        .filter(path -> !path.endsWith("/ext/" + OWN)))
                .hasSize(OPERATIONS.size())
                .allSatisfy(path -> assertThat(path).startsWith("/platform/v1/customers/" + own + "/"));
    }

    @Test
    void one_of_several_customers_is_chosen_by_its_id() {
        String second = id(TWICE, 1);
        moonPay.forgetRequests();
        Response answer = send(
                "backend",
                OPERATIONS.get(0),
                "?externalCustomerId=" + TWICE + "&customerId=" + second,
                OPERATIONS.get(0)[2]);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.<String>path("id")).isEqualTo(second);
    }

    @Test
    void a_customer_cannot_export_even_their_own_data() {
        String consent = moonPay.consentToken(OWN);
        moonPay.forgetRequests();
        double before = Metrics.refused(403, "export_by_customer");
        ProblemAnswer.of(as("customer").header("MoonPay-Consent-Token", consent).post("/v1/customers/export"))
                .is(ProblemType.FORBIDDEN);
        assertThat(Metrics.refused(403, "export_by_customer")).isEqualTo(before + 1);
        assertThat(moonPay.started()).isZero();
    }

    private String filled(String query) {
        return query.replace("OTHER", other).replace("OWN", own);
    }

    private String id(String externalCustomerId, int index) {
        return as("backend")
                .get("/v1/customers/me?externalCustomerId=" + externalCustomerId)
                .path("customers[" + index + "].id");
    }

    private Response send(String caller, String[] operation, String query, String body) {
        return as(caller)
                .header("X-External-Customer-Id", OTHER)
                .header("X-Customer-Id", other)
                .contentType("application/json")
                .body(body)
                .request(operation[0], operation[1] + query);
    }

    private RequestSpecification as(String caller) {
        String authorization = caller.equals("customer")
                ? "Bearer " + provider.tokens().subject(OWN).token()
                : "ApiKey " + TwoKeys.key("new");
        return given().urlEncodingEnabled(false).header("Authorization", authorization);
    }
}
