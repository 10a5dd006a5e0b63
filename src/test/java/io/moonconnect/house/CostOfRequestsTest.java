package io.moonconnect.house;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import com.sun.management.ThreadMXBean;

import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;

/** The cost of a request in MoonPay calls and event-loop memory, to detect regressions. */
@QuarkusTest
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
@Lengthy
class CostOfRequestsTest {

    private static final int TIMES = 40;

    /** The service's own and the simulator's, which share the event loops: about twice what it was. */
    private static final long BYTES_OF_A_QUOTE = 256 * 1024;

    /** One that any method gets. */
    private static final String QUOTE = """
            {"data":{"source":{"amount":"120.00","asset":{"code":"USD"}},
             "destination":{"amount":"0.04","asset":{"code":"ETH"}},
             "fees":{"network":{"amount":"1.00","asset":{"code":"USD"}},"moonpay":{"amount":"4.00","asset":{"code":"USD"}},
                     "ecosystem":{"amount":"1.00","asset":{"code":"USD"}}},
             "wallet":{"address":"0xA11CE00000000000000000000000000000000001"},"paymentMethod":{"type":"card","id":"card-0"},
             "expiresAt":"2099-01-01T00:00:00.000Z","executable":true,"exchangeRate":"2850.00",
             "paymentDisclosures":[],"signature":"c2lnbmF0dXJl"}}""";

    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    @Test
    void a_comparison_is_one_call_for_each_method_and_one_for_the_list(SimulatorControl moonPay) {
        String token = moonPay.accessToken("cust-compare");
        storedCards(moonPay, 20);

        compare(token, 20);
        assertThat(moonPay.counts("listPaymentMethods").started()).isEqualTo(1);
        assertThat(moonPay.counts("getBuyQuote").started()).isEqualTo(20);

        compare(token, 20);
        assertThat(moonPay.counts("listPaymentMethods").started())
                .as("remembered")
                .isEqualTo(1);
        assertThat(moonPay.counts("getBuyQuote").started()).isEqualTo(40);
        assertThat(moonPay.started()).isEqualTo(41);
    }

    @Test
    void a_comparison_takes_memory_in_proportion_to_its_methods(SimulatorControl moonPay) {
        long few = bytesOfAComparison(moonPay, "cust-compare", 5);
        long many = bytesOfAComparison(moonPay, "cust-ny-new", 20);
        System.out.printf("a comparison of 5: %d KiB, of 20: %d KiB%n", few / 1024, many / 1024);

        // In proportion it is four times; were it quadratic, sixteen.
        assertThat(many).isLessThan(6 * few);
    }

    @Test
    void a_quote_takes_no_more_memory_than_it_did(SimulatorControl moonPay) {
        String token = moonPay.accessToken("cust-compare");
        long bytes = allocated(() -> quote(token));
        System.out.printf("a quote: %d KiB%n", bytes / 1024);

        assertThat(bytes).isBetween(1L, BYTES_OF_A_QUOTE);
    }

    private static long bytesOfAComparison(SimulatorControl moonPay, String customer, int methods) {
        moonPay.clearFaults();
        storedCards(moonPay, methods);
        String token = moonPay.accessToken(customer);
        return allocated(() -> compare(token, methods));
    }

    /** By one run, on the event loops; once the first runs have loaded what they need. */
    private static long allocated(Runnable run) {
        IntStream.range(0, TIMES).forEach(i -> run.run());
        long before = allocatedByEventLoops();
        IntStream.range(0, TIMES).forEach(i -> run.run());
        return (allocatedByEventLoops() - before) / TIMES;
    }

    private static long allocatedByEventLoops() {
        return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith("vert.x-eventloop"))
                .mapToLong(thread -> THREADS.getThreadAllocatedBytes(thread.getThreadId()))
                .sum();
    }

    private static void compare(String token, int methods) {
        post(token, "/v1/quotes/compare", purchase("")).then().statusCode(200).body("quotes", hasSize(methods));
    }

    private static void quote(String token) {
        post(token, "/v1/quotes", purchase(",\"paymentMethod\":{\"type\":\"apple_pay\"}"))
                .then()
                .statusCode(200);
    }

    private static Response post(String token, String path, String body) {
        return given().header("MoonPay-Access-Token", token)
                .contentType(ContentType.JSON)
                .body(body)
                .post(path);
    }

    private static String purchase(String more) {
        return """
                {"source":{"asset":{"code":"USD"},"amount":"120.00"},"destination":{"asset":{"code":"ETH"}},
                 "wallet":{"address":"0xA11CE00000000000000000000000000000000001"}%s}""".formatted(more);
    }

    private static void storedCards(SimulatorControl moonPay, int count) {
        String cards = IntStream.range(0, count).mapToObj(i -> """
                        {"id":"card-%d","type":"card","cardType":"debit","brand":"visa","last4":"4242",
                         "expirationMonth":"11","expirationYear":"2040","availability":{"active":true}}""".formatted(i)).collect(Collectors.joining(","));
        String body = """
                {"data":{"paymentMethodConfigs":[{"type":"card","capabilities":{"supportedCurrencies":["USD"],
                 "supportedTransactionTypes":["buy"],"allowsDeletion":true,"requiresWidget":false},
                 "availability":{"active":true}}],"paymentMethods":[%s]}}""".formatted(cards);
        moonPay.literal("listPaymentMethods", 200, body);
        moonPay.literal("getBuyQuote", 200, QUOTE);
    }
}
