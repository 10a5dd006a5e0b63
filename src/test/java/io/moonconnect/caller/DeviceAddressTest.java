package io.moonconnect.caller;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.moonconnect.testing.OnJdk25;

import static org.assertj.core.api.Assertions.assertThat;

/** Which texts are addresses, which addresses a device on the public internet can have, and how MoonPay gets them. */
@OnJdk25
class DeviceAddressTest {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7",
        "8.8.8.8, 8.8.8.8",
        "2001:db8::24, 2001:db8::24",
        "2001:DB8:0:0:0:0:0:24, 2001:db8::24",
        "::ffff:203.0.113.7, 203.0.113.7",
        "::FFFF:cb00:7107, 203.0.113.7",
        "0:0:0:0:0:ffff:203.0.113.7, 203.0.113.7",
    })
    void an_address_is_read_and_written_in_one_form(String text, String form) {
        assertThat(DeviceAddress.parse(text)).map(DeviceAddress::text).hasValue(form);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "unknown",
                "_hidden",
                "localhost",
                "example.org",
                "127.1",
                "1",
                "2130706433",
                "0x7f.0.0.1",
                "0x7f000001",
                "010.0.0.1",
                "10.0.0.01",
                "00.0.0.1",
                "::ffff:010.0.0.1",
                "1.2.3",
                "1.2.3.4.5",
                "256.1.1.1",
                "1.2.3.-4",
                "1.2.3.+4",
                "1..2.3",
                ".1.2.3.4",
                "1.2.3.4.",
                " 1.2.3.4",
                "1.2.3.4 ",
                "1.2.3.4\n",
                "1.2.3.4:80",
                "1.2.3.4/32",
                "[2001:db8::1]",
                "[2001:db8::1]:80",
                "fe80::1%eth0",
                "2001:db8::1%25",
                "2001:db8::1::2",
                "2001:db8",
                ":::",
                "::g",
                "1:2:3:4:5:6:7:8:9",
                "2001:db8::12345",
                "::ffff:1.2.3",
                "１.2.3.4",
                "1.2.3.4,5.6.7.8"
            })
    void anything_else_is_no_address_and_is_never_looked_up(String text) {
        assertThat(DeviceAddress.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.255.255.255",
                "10.0.0.0",
                "10.255.255.255",
                "100.64.0.0",
                "100.127.255.255",
                "127.0.0.0",
                "127.255.255.255",
                "169.254.0.0",
                "169.254.255.255",
                "172.16.0.0",
                "172.31.255.255",
                "192.168.0.0",
                "192.168.255.255",
                "224.0.0.0",
                "239.255.255.255",
                "240.0.0.0",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::",
                "febf:ffff::1",
                "fec0::1",
                "fc00::",
                "fdff:ffff::1",
                "ff00::",
                "ffff::1",
                "::ffff:10.0.0.1",
                "::10.0.0.1",
                "64:ff9b::a00:1",
                "1fff:ffff::1",
                "4000::"
            })
    void it_is_not_a_public_address(String text) {
        assertThat(isPublic(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0.0.0",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "223.255.255.255",
                "2000::1",
                "2a00:1450::1",
                "3fff:ffff::1",
                "::ffff:8.8.8.8"
            })
    void its_neighbours_are_public(String text) {
        assertThat(isPublic(text)).isTrue();
    }

    @Test
    void its_text_is_masked() {
        assertThat(DeviceAddress.parse("203.0.113.7").orElseThrow()).asString().doesNotContain("203");
    }

    private static boolean isPublic(String text) {
        Optional<DeviceAddress> address = DeviceAddress.parse(text);
        return address.orElseThrow().isPublic();
    }
}
