package io.moonconnect.caller;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.moonconnect.problem.ProblemType;
import io.moonconnect.testing.ConnectProxy;
import io.moonconnect.testing.FreePort;
import io.moonconnect.testing.IdentityProvider;
import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.ProblemAnswer;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** The identity provider is reached through a forward proxy, by the keys that the configuration guide names. */
@QuarkusTest
@TestProfile(IdentityProviderThroughAProxyTest.BehindAForwardProxy.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(IdentityProvider.class)
@Lengthy
class IdentityProviderThroughAProxyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static ConnectProxy proxy;

    IdentityProvider provider;

    /** The proxy wants credentials. */
    public static class BehindAForwardProxy extends Customers {

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
            overrides.put("quarkus.oidc.proxy.host", "localhost");
            overrides.put("quarkus.oidc.proxy.port", String.valueOf(FreePort.find()));
            overrides.put("quarkus.oidc.proxy.username", "user");
            overrides.put("quarkus.oidc.proxy.password", "word");
            return overrides;
        }
    }

    @BeforeAll
    static void start() {
        proxy = new ConnectProxy(ConfigProvider.getConfig().getValue("quarkus.oidc.proxy.port", Integer.class));
    }

    @AfterAll
    static void stop() {
        proxy.close();
    }

    @Test
    void keys_are_fetched_through_it_with_its_credentials() {
        accepted(provider.tokens().token());

        assertThat(proxy.heads()).isNotEmpty().allSatisfy(head -> assertThat(head)
                .startsWith("GET " + provider.issuer() + "/")
                .containsIgnoringCase("proxy-authorization: basic dXNlcjp3b3Jk"));
    }

    @Test
    void a_proxy_that_is_away_is_a_provider_that_is_away_until_it_comes_back() {
        String known = provider.tokens().token();
        accepted(known);
        proxy.away();

        String unknown = provider.tokens().signedBy(IdentityProvider.newKey()).token();
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> ProblemAnswer.of(read(unknown))
                .is(ProblemType.IDENTITY_PROVIDER_UNAVAILABLE));
        read(known).then().statusCode(200);

        proxy.work();
        provider.rotate();
        accepted(provider.tokens().token());
    }

    /** Keys are fetched again only after a while. */
    private static void accepted(String token) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> read(token).then().statusCode(200));
    }

    private static Response read(String token) {
        return given().header("Authorization", "Bearer " + token).get("/v1/disclosures");
    }
}
