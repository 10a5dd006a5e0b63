package io.moonconnect.badinput;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.moonconnect.problem.ProblemType;
import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.ProblemAnswer;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** The shape of every body that callers send is bounded and strict, at every depth. */
@QuarkusTest
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@Lengthy
class BadJsonShapeTest extends OutsideTest {

    private static final String[] PATHS = {
        "/v1/sessions", "/v1/quotes", "/v1/quotes/compare", "/v1/connections/requirements"
    };

    static Stream<String> paths() {
        return Stream.of(PATHS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/v1/sessions                 | {'externalCustomerId':'c','planted':1}                  | planted",
                "/v1/quotes                   | {'planted':1}                                           | planted",
                "/v1/quotes                   | {'source':{'planted':1}}                                | source.planted",
                "/v1/quotes                   | {'source':{'asset':{'planted':1}}}                      | source.asset.planted",
                "/v1/quotes                   | {'destination':{'planted':1}}                           | destination.planted",
                "/v1/quotes                   | {'wallet':{'planted':1}}                                | wallet.planted",
                "/v1/quotes                   | {'paymentMethod':{'planted':1}}                         | paymentMethod.planted",
                "/v1/quotes/compare           | {'planted':1}                                           | planted",
                "/v1/quotes/compare           | {'source':{'planted':1}}                                | source.planted",
                "/v1/quotes/compare           | {'destination':{'asset':{'planted':1}}}                 | destination.asset.planted",
                "/v1/quotes/compare           | {'wallet':{'planted':1}}                                | wallet.planted",
                "/v1/quotes/compare           | {'paymentMethods':[{'type':'card'},{'planted':1}]}      | paymentMethods[1].planted",
                "/v1/connections/requirements | {'status':'active','planted':1}                         | planted"
            })
    void an_unknown_field(String path, String body, String field) {
        post(path, body.replace('\'', '"')).violates(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/v1/sessions                 | {'externalCustomerId':'c','deviceIp':'a','deviceIp':'b'}",
                "/v1/quotes                   | {'source':{'amount':'1','amount':'2'}}",
                "/v1/quotes                   | {'source':{'asset':{'code':'A','code':'B'}}}",
                "/v1/quotes                   | {'wallet':{'address':'a','\\u0061ddress':'b'}}",
                "/v1/quotes/compare           | {'paymentMethods':[{'type':'card','type':'card'}]}",
                "/v1/quotes/compare           | {'source':{},'source':{}}",
                "/v1/connections/requirements | {'status':'active','\\u0073tatus':'active'}"
            })
    void a_field_twice_at_any_depth(String path, String body) {
        post(path, body.replace('\'', '"')).is(ProblemType.INVALID_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1e-400", "1E+999999999", "0.1e999999999999999999999"})
    void numbers_beyond_all_bounds(String number) {
        numberEverywhere(number);
    }

    @Test
    void numbers_of_ten_thousand_digits() {
        numberEverywhere("9".repeat(10_000));
        numberEverywhere("0." + "9".repeat(10_000));
    }

    @Test
    void strings_as_long_as_the_body() {
        String text = "\"" + "s".repeat(32_000) + "\"";
        post("/v1/sessions", "{\"externalCustomerId\":" + text + "}").violates("externalCustomerId");
        post("/v1/quotes", "{\"source\":{\"amount\":" + text + "}}").is(ProblemType.INVALID_REQUEST);
        post("/v1/quotes/compare", "{\"excludeTypes\":[" + text + "]}").is(ProblemType.INVALID_REQUEST);
        post("/v1/connections/requirements", "{\"status\":" + text + "}").violates("status");
    }

    @ParameterizedTest
    @MethodSource("paths")
    void nesting_that_fits_into_32_kib(String path) {
        nested(path, "[".repeat(32_000)).violates("body");
        nested(path, "{\"a\":".repeat(6_000)).is(ProblemType.INVALID_REQUEST);
        String field = path.endsWith("requirements") ? "capabilities" : "source";
        nested(path, "{\"status\":\"active\",\"" + field + "\":" + "[".repeat(16_000) + "]".repeat(16_000) + "}")
                .is(ProblemType.INVALID_REQUEST);
    }

    /** {@code Aa} and {@code BB} have one hash, and so has every row of them. */
    @ParameterizedTest
    @MethodSource("paths")
    void keys_that_all_have_the_same_hash(String path) {
        post(path, "{\"status\":\"active\"," + collidingFields(1_000) + "}").is(ProblemType.INVALID_REQUEST);
    }

    @ParameterizedTest
    @MethodSource("paths")
    void text_that_is_no_utf_8(String path) {
        String body =
                "{\"status\":\"active\",\"locale\":\"?\",\"externalCustomerId\":\"?\",\"source\":{\"amount\":\"?\"}}";
        for (byte[] bad :
                new byte[][] {{(byte) 0xc0, (byte) 0xaf}, {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, {(byte) 0xff}}) {
            String latin = body.replace("?", new String(bad, StandardCharsets.ISO_8859_1));
            bytes(path, latin.getBytes(StandardCharsets.ISO_8859_1)).is(ProblemType.INVALID_REQUEST);
        }
    }

    @ParameterizedTest
    @MethodSource("paths")
    void another_unicode_encoding(String path) {
        bytes(path, "{\"planted\":1}".getBytes(StandardCharsets.UTF_16)).is(ProblemType.INVALID_REQUEST);
        bytes(path, "{\"planted\":1}".getBytes(StandardCharsets.UTF_16LE)).is(ProblemType.INVALID_REQUEST);
    }

    private static void numberEverywhere(String number) {
        post("/v1/sessions", "{\"externalCustomerId\":" + number + "}").is(ProblemType.INVALID_REQUEST);
        post("/v1/quotes", "{\"source\":{\"amount\":" + number + "}}").is(ProblemType.INVALID_REQUEST);
        post("/v1/quotes/compare", "{\"includeEstimates\":" + number + "}").is(ProblemType.INVALID_REQUEST);
        post("/v1/connections/requirements", "{\"status\":" + number + "}").is(ProblemType.INVALID_REQUEST);
    }

    private static String collidingFields(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> Integer.toBinaryString(0x800 | number)
                        .replace("0", "Aa")
                        .replace("1", "BB"))
                .map(name -> "\"" + name + "\":1")
                .collect(Collectors.joining(","));
    }

    /** Not as text, which REST Assured formats for its log: that takes seconds for thousands of levels. */
    private static ProblemAnswer nested(String path, String body) {
        return bytes(path, body.getBytes(StandardCharsets.UTF_8));
    }

    private static ProblemAnswer bytes(String path, byte[] body) {
        return problem(
                connected().contentType("application/json").body(body).when().post(path));
    }
}
