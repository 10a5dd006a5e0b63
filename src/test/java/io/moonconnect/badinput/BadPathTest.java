package io.moonconnect.badinput;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.moonconnect.testing.ProblemAnswer;
import io.moonconnect.testing.RawHttp;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Ids in paths cannot contain anything else. Sent raw, because clients normalize paths. */
@QuarkusTest
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
class BadPathTest extends OutsideTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..%2f..",
                "..%2F..%2Fcustomers",
                "%2F",
                "%2f%2f",
                "a%2fb",
                "%2e%2e%2fsessions",
                "a%00b",
                "%00",
                "a%0d%0ab",
                "a%20b",
                "a+b",
                "a%252e",
                "%252e%252e",
                "..%5c..",
                "a.b",
                "...",
                "a%3fb",
                "a%23b",
                "a%3bb",
                "a%c3%a9",
                "%c3%28",
                "a@b",
                "a:b",
                "a%7cb"
            })
    void an_id_that_is_none(String id) {
        ProblemAnswer.of(RawHttp.send("GET", "/v1/transactions/" + id, TOKEN + ": " + A_TOKEN))
                .violates("id");
        ProblemAnswer.of(RawHttp.send("DELETE", "/v1/payment-methods/" + id, TOKEN + ": " + A_TOKEN))
                .violates("id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void an_id_that_is_too_long(String third) {
        String id = third.repeat(3);
        ProblemAnswer.of(RawHttp.send("GET", "/v1/transactions/" + id, TOKEN + ": " + A_TOKEN))
                .violates("id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..", ".", "%2e%2e", "%2E%2e", ".%2e", "%2e", "../sessions?externalCustomerId=c", "%2e%2e/sessions",
                        "../../",
                "./x", "x/..", "x/.", "a;b", ";", "..;", "..;/sessions", "/x", "x//"
            })
    void a_path_that_can_be_read_in_two_ways(String rest) {
        ProblemAnswer.of(RawHttp.send("GET", "/v1/transactions/" + rest, TOKEN + ": " + A_TOKEN))
                .violates("path");
        ProblemAnswer.of(RawHttp.send("DELETE", "/v1/payment-methods/" + rest, TOKEN + ": " + A_TOKEN))
                .violates("path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"//v1//assets", "/v1;a/assets", "/v1/assets;a=b", "/v1/./assets", "/x/../v1/assets"})
    void a_path_that_only_leads_to_another_one(String path) {
        ProblemAnswer.of(RawHttp.send("GET", path)).violates("path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/%zz", "/v1/transactions/%", "/v1/transactions/a%4", "/v1/assets?code=%zz", "/v1/a\\b"})
    void what_is_no_path_at_all_ends_in_the_server_itself(String target) {
        RawHttp.Reply reply = RawHttp.send("GET", target, TOKEN + ": " + A_TOKEN);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).isEmpty();
    }
}
