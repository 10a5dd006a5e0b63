package io.moonconnect.caller;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.moonconnect.problem.ProblemType;
import io.moonconnect.testing.IdentityProvider;
import io.moonconnect.testing.ProblemAnswer;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;

import static io.restassured.RestAssured.given;

/** A key that cannot be used is ignored (RFC 7517, section 5); the other keys of the set work. */
@QuarkusTest
@TestProfile(Customers.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(IdentityProvider.class)
class UnusableSigningKeysTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    IdentityProvider provider;

    @BeforeEach
    void begin() {
        provider.reset();
    }

    @AfterEach
    void publishNoOthers() {
        provider.publishBeside();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'kid':'odd','n':'AQAB','e':'AQAB'}",
                "{'kid':'odd','kty':null}",
                "{'kid':'odd','kty':5}",
                "{'kid':'odd','kty':'made-up'}",
                "{'kid':'odd','kty':'oct','k':'c2VjcmV0'}",
                "{'kid':'odd','kty':'RSA'}",
                "{'kid':'odd','kty':'RSA','n':5,'e':'AQAB'}",
                "{'kid':5,'kty':'RSA','n':'AQAB','e':'AQAB'}",
                "{'kid':'odd','kty':'RSA','use':5,'n':'AQAB','e':'AQAB'}",
                "{'kid':'odd','kty':'RSA','n':'AQAB','e':'AQAB','x5c':['none']}",
                "{'kid':'odd','kty':'RSA','n':'AQAB','e':'AQAB','x5c':5}",
                "{'kid':'odd','kty':'EC','crv':'P-999','x':'AQAB','y':'AQAB'}",
                "{'kid':'odd','kty':'OKP','crv':'made-up','x':'AQAB'}",
                "{}",
                "null",
                "5",
                "'text'",
                "[]"
            })
    void one_beside_a_good_one(String key) {
        provider.publishBeside(key.replace('\'', '"'));
        provider.rotate();

        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> read(provider.tokens().token()).then().statusCode(200));
        ProblemAnswer.of(read(provider.tokens().keyId("odd").token())).is(ProblemType.UNAUTHENTICATED);
    }

    private static Response read(String token) {
        return given().header("Authorization", "Bearer " + token).get("/v1/disclosures");
    }
}
