package io.moonconnect.paymentmethod;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.moonconnect.problem.ProblemType;
import io.moonconnect.testing.ProblemAnswer;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;

import static io.moonconnect.testing.Api.as;
import static io.moonconnect.testing.Api.unheld;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

/** Listing and deleting payment methods. */
@QuarkusTest
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
class PaymentMethodTest {

    private static final String METHODS = "/v1/payment-methods";

    @Test
    void each_method_has_its_usability(SimulatorControl moonPay) {
        JsonPath methods = list(moonPay, "cust-1", "?currency=usd&transactionType=buy");
        assertThat(methods.getString(config("apple_pay") + ".usable")).isEqualTo("true");
        assertThat(methods.getString(config("card") + ".reason")).isEqualTo("stored-method-required");
        assertThat(methods.getString(config("ach") + ".reason")).isEqualTo("widget-required");
        assertThat(methods.getString(config("sepa") + ".reason")).isEqualTo("inactive");
        assertThat(methods.getList("methods.findAll { it.kind == 'stored' }.usable", Boolean.class))
                .containsExactly(true, false);
    }

    @Test
    void a_method_without_an_obstacle_has_no_reason(SimulatorControl moonPay) {
        as(moonPay.accessToken("cust-1"))
                .get(METHODS)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body(config("apple_pay") + ".reason", nullValue());
    }

    @Test
    void a_list_without_configurations_is_malformed(SimulatorControl moonPay) {
        String token = moonPay.accessToken("cust-1");
        moonPay.literal("listPaymentMethods", 200, "{\"data\":{\"paymentMethods\":[]}}");
        ProblemAnswer.of(as(token).get(METHODS)).is(ProblemType.MOONPAY_UNAVAILABLE);
        moonPay.clearFaults();
        as(token).get(METHODS).then().statusCode(200);
    }

    @Test
    void an_unsupported_currency_is_an_obstacle(SimulatorControl moonPay) {
        JsonPath methods = list(moonPay, "cust-1", "?currency=GBP");
        assertThat(methods.getString(config("apple_pay") + ".reason")).isEqualTo("currency-not-supported");
    }

    @Test
    void an_unsupported_transaction_type_is_an_obstacle(SimulatorControl moonPay) {
        JsonPath methods = list(moonPay, "cust-1", "?transactionType=sell");
        assertThat(methods.getString(config("apple_pay") + ".reason")).isEqualTo("transaction-type-not-supported");
    }

    @Test
    void a_stored_card_cannot_pay_if_its_type_cannot(SimulatorControl moonPay) {
        JsonPath methods = list(moonPay, "cust-1", "?currency=JPY");
        assertThat(methods.getList("methods.findAll { it.kind == 'stored' }.reason", String.class))
                .containsExactly("currency-not-supported", "inactive");
    }

    @Test
    void a_stored_method_of_a_type_that_is_not_offered_cannot_pay(SimulatorControl moonPay) {
        moonPay.literal("listPaymentMethods", 200, """
                {"data":{"paymentMethodConfigs":[],"paymentMethods":[
                 {"id":"card-1","type":"card","availability":{"active":true}}]}}""");
        as(moonPay.accessToken("cust-1")).get(METHODS).then().body("methods.reason", hasItem("type-not-offered"));
    }

    @Test
    void missing_fields_make_a_method_unusable(SimulatorControl moonPay) {
        moonPay.literal("listPaymentMethods", 200, """
                {"data":{"paymentMethodConfigs":[{"type":"apple_pay","availability":{"active":"yes"}}]}}""");
        unheld(moonPay.accessToken("cust-1")).get(METHODS).then().body("methods[0].reason", is("inactive"));
    }

    @Test
    void an_anonymous_customer_has_no_stored_methods(SimulatorControl moonPay) {
        JsonPath methods = JsonPath.from(as(moonPay.anonymousToken())
                .get(METHODS)
                .then()
                .statusCode(200)
                .extract()
                .asString());
        assertThat(methods.getList("methods.kind", String.class)).isNotEmpty().containsOnly("config");
    }

    @Test
    void a_deleted_method_is_gone(SimulatorControl moonPay) {
        String token = moonPay.accessToken("cust-1");
        String id = list(moonPay, "cust-1", "").getString("methods.find { it.kind == 'stored' }.method.id");
        as(token).delete(METHODS + "/" + id).then().statusCode(204).body(emptyString());
        assertThat(list(moonPay, "cust-1", "").getList("methods.method.id", String.class))
                .doesNotContain(id);
    }

    private static JsonPath list(SimulatorControl moonPay, String customer, String query) {
        return as(moonPay.accessToken(customer))
                .get(METHODS + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static String config(String type) {
        return "methods.find { it.kind == 'config' && it.method.type == '" + type + "' }";
    }
}
