package io.moonconnect.transaction;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;

import static io.moonconnect.testing.Api.as;
import static io.moonconnect.testing.Api.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

/** Reading and listing transactions. */
@QuarkusTest
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
class TransactionTest {

    private static final String TRANSACTIONS = "/v1/transactions";

    @Test
    void a_payment_is_a_transaction_whose_stages_move_on(SimulatorControl moonPay) {
        String token = moonPay.accessToken("cust-1");
        String signature = post(token, "/v1/quotes", """
                        {"source":{"asset":{"code":"USD"},"amount":"75.00"},"destination":{"asset":{"code":"SOL"}},
                         "wallet":{"address":"9WzDXwBbmkg8ZTbNMqUxvQRAyrZzDsGYdLVL9zYtAWWM"},"paymentMethod":{"type":"apple_pay"}}""").path("quote.signature");
        String id = moonPay.createTransaction(token, signature);
        as(token)
                .get(TRANSACTIONS + "/" + id)
                .then()
                .statusCode(200)
                .header("MoonPay-Request-Id", notNullValue())
                .body("id", is(id))
                .body("status", is("pending"));
        moonPay.advanceClock(Duration.ofHours(1));
        as(moonPay.accessToken("cust-1"))
                .get(TRANSACTIONS + "/" + id)
                .then()
                .statusCode(200)
                .body("status", is("completed"));
    }

    @Test
    void a_transaction_that_moonpay_does_not_have_is_not_found(SimulatorControl moonPay) {
        as(moonPay.accessToken("cust-1"))
                .get(TRANSACTIONS + "/nobody-knows-it")
                .then()
                .statusCode(404)
                .body("type", endsWith("/not-found"));
    }

    @Test
    void every_page_can_be_reached(SimulatorControl moonPay) {
        String token = moonPay.accessToken("cust-history-1");
        List<String> ids = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonPath page = as(token)
                    .get(TRANSACTIONS + "?limit=20" + cursor)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            ids.addAll(page.getList("transactions.id", String.class));
            String next = page.getString("pageInfo.nextCursor");
            cursor = next == null ? null : "&cursor=" + next;
        }
        assertThat(ids).hasSize(45).doesNotHaveDuplicates();
    }

    @Test
    void dates_go_to_moonpay_as_they_are(SimulatorControl moonPay) {
        as(moonPay.accessToken("cust-1"))
                .queryParam("startDate", "2026-11-01")
                .queryParam("endDate", "2026-11-30T12:00:00+01:00")
                .get(TRANSACTIONS)
                .then()
                .statusCode(200);
        assertThat(moonPay.requests("listTransactions").get(0).query())
                .contains("startDate=2026-11-01")
                .contains("endDate=2026-11-30T12%3A00%3A00%2B01%3A00");
    }
}
