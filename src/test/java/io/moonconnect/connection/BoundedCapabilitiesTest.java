package io.moonconnect.connection;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

import static org.assertj.core.api.Assertions.assertThat;

/** Capabilities are MoonPay's, so what is odd in them comes back as it is; what would hurt does not. */
@QuarkusTest
class BoundedCapabilitiesTest {

    @Test
    void nesting_comes_back_up_to_the_bound() {
        comesBack("[".repeat(199) + "]".repeat(199));
        Asked.withCapabilities("[".repeat(200) + "]".repeat(200)).statusCode(400);
        Asked.withCapabilities("{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000))
                .statusCode(400);
        Asked.withGeography("[".repeat(16_000)).statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-0.0", "1E+999999999", "1.10", "123456789012345678901234567890.5"})
    void a_number_comes_back_however_large(String number) {
        comesBack("{\"a\":" + number + ",\"b\":[" + number + "]}");
    }

    @Test
    void a_number_of_ten_thousand_digits_comes_back() {
        comesBack("{\"a\":" + "9".repeat(10_000) + "}");
    }

    @Test
    void a_string_as_long_as_the_body_comes_back() {
        comesBack("{\"a\":\"" + "s".repeat(32_000) + "\"}");
    }

    /** {@code Aa} and {@code BB} have one hash, and so has every row of them. */
    @Test
    void keys_that_all_have_the_same_hash_come_back() {
        comesBack(IntStream.range(0, 1_000)
                .mapToObj(number -> Integer.toBinaryString(0x400 | number)
                        .replace("0", "Aa")
                        .replace("1", "BB"))
                .map(name -> "\"" + name + "\":1")
                .collect(Collectors.joining(",", "{", "}")));
    }

    /** RFC 8259 forbids sending one, and lets a parser ignore it. */
    @Test
    void a_byte_order_mark_shifts_nothing() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf});
        body.writeBytes("{\"status\":\"active\",\"capabilities\":{\"a\":[1.10]}}".getBytes(StandardCharsets.UTF_8));

        relays(Asked.with(body.toByteArray()), "{\"a\":[1.10]}");
    }

    @ParameterizedTest
    @ValueSource(ints = {0xff, 0xc0, 0xf8})
    void bytes_that_are_no_utf_8_do_not_come_back(int bad) {
        byte[] body = "{\"status\":\"active\",\"capabilities\":{\"a\":\"?\"}}".getBytes(StandardCharsets.US_ASCII);
        body[body.length - 4] = (byte) bad;

        Asked.with(body).statusCode(400);
    }

    private static void comesBack(String capabilities) {
        relays(Asked.withCapabilities(capabilities), capabilities);
    }

    private static void relays(ValidatableResponse answer, String capabilities) {
        String body = answer.statusCode(200).extract().asString();
        assertThat(body.endsWith("\"capabilities\":" + capabilities + "}"))
                .as("the capabilities come back byte for byte")
                .isTrue();
    }
}
