package io.moonconnect.badinput;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.moonconnect.testing.ProblemAnswer;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static io.restassured.RestAssured.given;

/** What is refused when a session is asked for or revoked. */
@QuarkusTest
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
class BadSessionTest extends OutsideTest {

    private static final String LONG = "c".repeat(256);

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a\\u0000b", "a\\nb", "a\\u007fb", "a\\u0085b", "a\\ud800b", "a\\ufffdb"})
    void an_external_customer_id_that_is_none(String id) {
        session("{'externalCustomerId':'" + id + "'}").violates("externalCustomerId");
    }

    @Test
    void an_external_customer_id_that_is_too_long() {
        session("{'externalCustomerId':'" + LONG + "'}")
                .violates("externalCustomerId")
                .neverSays(LONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'externalCustomerId':null}", "{'deviceIp':'203.0.113.9'}"})
    void no_external_customer_id(String body) {
        session(body).violates("externalCustomerId");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"email\":\"planted@example.org\"', phoneNumber",
        "'\"phoneNumber\":\"+14155550142\"', email",
    })
    void an_email_without_a_phone_number_and_the_other_way_round(String half, String missing) {
        session("{'externalCustomerId':'c'," + half + "}")
                .violates(missing)
                .neverSays("planted@example.org", "+14155550142");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "planted",
                "a@",
                "@example.org",
                "a b@example.org",
                "a@b@example.org",
                "\\ud800planted@example.org"
            })
    void an_email_that_is_none(String email) {
        session("{'externalCustomerId':'c','phoneNumber':'+14155550142','email':'" + email + "'}")
                .violates("email")
                .neverSays("planted");
    }

    @Test
    void an_email_that_is_too_long() {
        String email = "a@" + "b".repeat(60) + ("." + "c".repeat(60)).repeat(4) + ".org";
        session("{'externalCustomerId':'c','phoneNumber':'+14155550142','email':'" + email + "'}")
                .violates("email")
                .neverSays(email);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "4155550142",
                "+0155550142",
                "+1",
                "+1415555014212345",
                "+1 415 555 0142",
                "+1-415-5550142",
                "+1415x",
                "0014155550142",
                "+１４１５５５５０１４２",
                "+14155550142\\n"
            })
    void a_phone_number_that_is_not_e164(String number) {
        session("{'externalCustomerId':'c','email':'ada@example.org','phoneNumber':'" + number + "'}")
                .violates("phoneNumber");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-11-20",
                "2026-11-20T09:15:02",
                "2026-13-20T09:15:02Z",
                "2026-02-30T09:15:02Z",
                "1700000000",
                "2026-11-20 09:15:02Z",
                "9999-12-31T23:59:59Z",
                "+999999999-12-31T23:59:59Z"
            })
    void terms_accepted_at_no_time_or_in_the_future(String at) {
        session("{'externalCustomerId':'c','termsAcceptedAt':'" + at + "'}").violates("termsAcceptedAt");
    }

    @Test
    void terms_accepted_more_than_a_minute_ahead() {
        Instant ahead = Instant.now().plusSeconds(90);
        session("{'externalCustomerId':'c','termsAcceptedAt':'" + ahead + "'}").violates("termsAcceptedAt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "planted.example.org",
                "127.1",
                "0x7f.0.0.1",
                "010.0.0.1",
                "1.2.3.4.5",
                "256.1.1.1",
                "1.2.3",
                " 203.0.113.9",
                "203.0.113.9 ",
                "203.0.113.9:80",
                "[2001:db8::1]",
                "fe80::1%eth0",
                "::g",
                "2001:db8::1::2"
            })
    void a_device_ip_that_is_none(String ip) {
        session("{'externalCustomerId':'c','deviceIp':'" + ip + "'}")
                .violates("deviceIp")
                .neverSays("planted");
    }

    @Test
    void all_violations_are_reported_together() {
        session("{'externalCustomerId':'..','deviceIp':'x','email':'x','phoneNumber':'1','termsAcceptedAt':'x'}")
                .violates("deviceIp", "email", "externalCustomerId", "phoneNumber", "termsAcceptedAt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?externalCustomerId", "?externalCustomerId=", "?other=c"})
    void revoking_without_a_customer(String query) {
        problem(given().urlEncodingEnabled(false).when().delete("/v1/sessions" + query))
                .violates("externalCustomerId");
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "%2e%2e", "a%00b", "a%0d%0ab", "a%7fb", "%ef%bf%bd", "%c3%28", "%ff"})
    void revoking_for_an_id_that_is_none(String id) {
        problem(given().urlEncodingEnabled(false).when().delete("/v1/sessions?externalCustomerId=" + id))
                .violates("externalCustomerId");
    }

    private static ProblemAnswer session(String body) {
        return post("/v1/sessions", body.replace('\'', '"'));
    }
}
