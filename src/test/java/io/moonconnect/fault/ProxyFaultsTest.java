package io.moonconnect.fault;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.moonconnect.problem.ProblemType;
import io.moonconnect.testing.ConnectProxy;
import io.moonconnect.testing.FreePort;
import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorOverTls;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The matrix's connect faults where MoonPay is reached through a forward proxy: the proxy × every operation. */
@QuarkusTest
@TestProfile(ProxyFaultsTest.BehindAProxy.class)
@Lengthy
class ProxyFaultsTest {

    private static final Duration SOON = Duration.ofSeconds(15);

    private static ConnectProxy proxy;
    private static SimulatorControl moonPay;

    /** MoonPay is the simulator over TLS. */
    public static class BehindAProxy extends FaultMatrixTest.BehindAGate {

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
            overrides.remove("simulator.port");
            overrides.remove("moonpay.base-url");
            overrides.put("moonpay.proxy", "http://localhost:" + FreePort.find());
            return overrides;
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(SimulatorOverTls.class));
        }
    }

    private enum Fault {
        AWAY(ConnectProxy::away),
        REFUSES_CREDENTIALS(proxy -> proxy.refuse(407)),
        FORBIDS(proxy -> proxy.refuse(403)),
        HANGS(ConnectProxy::hang);

        private final Consumer<ConnectProxy> strike;

        Fault(Consumer<ConnectProxy> strike) {
            this.strike = strike;
        }
    }

    static Stream<Arguments> cells() {
        return Arrays.stream(Fault.values()).flatMap(fault -> Arrays.stream(OurOperation.values())
                .map(operation -> Arguments.of(fault, operation)));
    }

    @BeforeAll
    static void start() {
        String address = ConfigProvider.getConfig().getValue("moonpay.proxy", String.class);
        proxy = new ConnectProxy(Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)));
        moonPay = new SimulatorControl(
                URI.create("http://localhost:" + ConfigProvider.getConfig().getValue("simulator.port", String.class)));
    }

    @AfterAll
    static void stop() {
        proxy.close();
    }

    @ParameterizedTest(name = "{0} × {1}")
    @MethodSource("cells")
    void a_proxy_that_does_not_connect_is_a_moonpay_that_is_away(Fault fault, OurOperation operation) {
        proxy.work();
        moonPay.reset();
        moonPay.rate(0);
        String token = moonPay.accessToken("cust-compare");
        soon(OurOperation.CUSTOMER, token);
        fault.strike.accept(proxy);
        moonPay.forgetRequests();

        Response response = operation.request(token);

        assertThat(response.statusCode()).isIn(502, 503, 504);
        assertThat(response.path("type").toString())
                .containsAnyOf(ProblemType.MOONPAY_UNAVAILABLE.slug(), ProblemType.MOONPAY_TIMEOUT.slug());
        assertThat(response.asString()).doesNotContain("proxy");
        assertThat(moonPay.counts(operation.called().id()).started()).isZero();

        proxy.work();
        soon(operation, token);
        assertThat(proxy.heads()).allMatch(head -> head.startsWith("CONNECT localhost:"));
    }

    /** Returns at once if it works: it is checked more than a hundred times. */
    private static void soon(OurOperation operation, String token) {
        await().atMost(SOON)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> operation.request(token).statusCode() == operation.goodStatus());
    }
}
