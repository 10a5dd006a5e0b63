package io.moonconnect.badinput;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.moonconnect.testing.OnJdk25;
import io.moonconnect.testing.ProblemAnswer;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** What callers send is read strictly, and what cannot be read is said without repeating it. */
@QuarkusTest
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@OnJdk25
class BadJsonTest extends OutsideTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "true",
                "1",
                "\"planted\"",
                "[]",
                "[{}]",
                "{",
                "}",
                "{\"externalCustomerId\":",
                "{\"a\"",
                "planted",
                "{} planted",
                "{}{}",
                "{},",
                "{\"externalCustomerId\":\"c\",}",
                "{'externalCustomerId':'c'}",
                "{externalCustomerId:\"c\"}",
                "// planted\n{}",
                "/* planted */{}",
                "{\"deviceIp\":NaN}",
                "{\"deviceIp\":+1}",
                "<planted/>",
                "externalCustomerId=planted"
            })
    void what_is_no_json_object(String body) {
        for (String path : new String[] {"/v1/sessions", "/v1/quotes", "/v1/quotes/compare"}) {
            post(path, body).violates("body").neverSays("planted");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'externalCustomerId':5} | externalCustomerId",
                "{'externalCustomerId':1.5} | externalCustomerId",
                "{'externalCustomerId':true} | externalCustomerId",
                "{'externalCustomerId':[]} | externalCustomerId",
                "{'externalCustomerId':['planted']} | externalCustomerId",
                "{'externalCustomerId':{}} | externalCustomerId",
                "{'externalCustomerId':{'a':'planted'}} | externalCustomerId",
                "{'ExternalCustomerId':'planted'} | ExternalCustomerId",
                "{'externalCustomerId':'c','admin':'planted'} | admin",
                "{'externalCustomerId':'c','email':5} | email",
            })
    void a_field_of_the_wrong_type_or_unknown(String body, String field) {
        post("/v1/sessions", body.replace('\'', '"')).violates(field).neverSays("planted");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'source':[]} | source",
                "{'source':'planted'} | source",
                "{'source':5} | source",
                "{'source':{'asset':'planted'}} | source.asset",
                "{'source':{'asset':{'code':5}}} | source.asset.code",
                "{'source':{'asset':{'symbol':'planted'}}} | source.asset.symbol",
            })
    void a_field_deep_inside(String body, String field) {
        post("/v1/quotes", body.replace('\'', '"')).violates(field).neverSays("planted");
    }

    @Test
    void a_field_twice() {
        post("/v1/sessions", "{\"externalCustomerId\":\"planted1\",\"externalCustomerId\":\"planted2\"}")
                .violates("body")
                .neverSays("planted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void nesting_without_end(String level) {
        post("/v1/sessions", level.repeat(5000)).violates("body");
    }

    @Test
    void an_unknown_field_with_a_long_name_is_named_in_short() {
        String name = "n".repeat(20_000);
        post("/v1/sessions", "{\"" + name + "\":1}").violates("n".repeat(64) + "…");
    }

    @Test
    void a_number_without_end() {
        post("/v1/sessions", "{\"externalCustomerId\":" + "1".repeat(20_000) + "}")
                .violates("body");
    }

    @Test
    void bytes_that_are_no_text() {
        bytes(new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1}).violates("body");
    }

    @Test
    void a_string_that_is_no_utf_8() {
        byte[] body = "{\"externalCustomerId\":\"a?b\"}".getBytes(StandardCharsets.US_ASCII);
        body[24] = (byte) 0xff;
        bytes(body).violates("externalCustomerId");
    }

    private static ProblemAnswer bytes(byte[] body) {
        return problem(
                connected().contentType("application/json").body(body).when().post("/v1/sessions"));
    }
}
