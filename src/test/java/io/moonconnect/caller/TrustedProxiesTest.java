package io.moonconnect.caller;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemType;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Which address a customer's session is bound to in production: by socket, number of proxies, and what headers say. */
class TrustedProxiesTest {

    private static final String XFF = "X-Forwarded-For";
    private static final String FORWARDED = "Forwarded";
    private static final String PEER = "81.2.69.160";
    private static final String PRIVATE_PEER = "10.1.2.3";

    /** Lines of a header are parted by a bar; an underscore alone is an empty text. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                // No proxy: the peer address, whatever headers say.
                "0; 81.2.69.160; -; 81.2.69.160",
                "0; 81.2.69.160; 6.6.6.6; 81.2.69.160",
                "0; 2a00:1450::1; 6.6.6.6, 7.7.7.7; 2a00:1450::1",
                "0; ::ffff:81.2.69.160; -; 81.2.69.160",
                "0; 2a00:1450:0:0:0:0:0:1%eth0; -; 2a00:1450::1",
                // One proxy, two proxies.
                "1; 10.1.2.3; 81.2.69.160; 81.2.69.160",
                "2; 10.1.2.3; 81.2.69.160, 10.9.9.9; 81.2.69.160",
                "3; 10.1.2.3; 81.2.69.160,10.9.9.9,10.8.8.8; 81.2.69.160",
                // Entries further left were written by the client.
                "1; 10.1.2.3; 6.6.6.6, 81.2.69.160; 81.2.69.160",
                "1; 10.1.2.3; 6.6.6.6, 7.7.7.7, 8.8.8.8, 81.2.69.160; 81.2.69.160",
                "1; 10.1.2.3; , , ,81.2.69.160; 81.2.69.160",
                "1; 10.1.2.3; unknown, ~~[, \\, 81.2.69.160; 81.2.69.160",
                "2; 10.1.2.3; 6.6.6.6, 81.2.69.160, 10.9.9.9; 81.2.69.160",
                // A header in several lines is one list.
                "1; 10.1.2.3; 6.6.6.6 | 81.2.69.160; 81.2.69.160",
                "2; 10.1.2.3; 6.6.6.6 | 81.2.69.160 | 10.9.9.9; 81.2.69.160",
                "2; 10.1.2.3; 6.6.6.6 | 81.2.69.160, 10.9.9.9; 81.2.69.160",
                // Forms of an address.
                "1; 10.1.2.3; 81.2.69.160:49152; 81.2.69.160",
                "1; 10.1.2.3; 2a00:1450::1; 2a00:1450::1",
                "1; 10.1.2.3; [2a00:1450::1]; 2a00:1450::1",
                "1; 10.1.2.3; [2a00:1450::1]:443; 2a00:1450::1",
                "1; 10.1.2.3; ::ffff:81.2.69.160; 81.2.69.160",
                "1; 10.1.2.3; [::ffff:81.2.69.160]:443; 81.2.69.160",
                "1; 10.1.2.3;   81.2.69.160  ; 81.2.69.160",
            })
    void x_forwarded_for(int hops, String peer, String lines, String address) {
        assertThat(address(hops, "x-forwarded-for", peer, Map.of(XFF, lines(lines))))
                .isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-",
                "_",
                "_ | _",
                ",",
                "81.2.69.160,",
                "81.2.69.160, ",
                "81.2.69.160 | _",
                "unknown",
                "_hidden",
                "81.2.69.160, unknown",
                "81.2.69.160, _hidden",
                "\"81.2.69.160\"",
                "for=81.2.69.160",
                "81.2.69.160:",
                "81.2.69.160:x",
                "81.2.69.160:123456",
                "81.2.69.160 443",
                "[81.2.69.160]",
                "[81.2.69.160]:443",
                "[2a00:1450::1",
                "2a00:1450::1]",
                "[2a00:1450::1]443",
                "[2a00:1450::1]:",
                "[2a00:1450::1]]",
                "[[2a00:1450::1]]",
                "[]",
                "[]:443",
                "2a00:1450::1%eth0",
                "[2a00:1450::1%25eth0]",
                "fe80::1%1",
                "localhost",
                "example.org",
                "81.2.69",
                "081.2.69.160",
                "2130706433"
            })
    void what_one_proxy_has_written_is_no_address(String lines) {
        refused(1, "x-forwarded-for", PEER, Map.of(XFF, lines(lines)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"2; 81.2.69.160", "3; 81.2.69.160, 9.9.9.9", "2; 81.2.69.160, , 10.9.9.9", "100; 81.2.69.160"})
    void fewer_entries_than_proxies_are_none_and_never_the_peer(int hops, String lines) {
        refused(hops, "x-forwarded-for", PEER, Map.of(XFF, lines(lines)));
    }

    @Test
    void the_other_header_is_not_looked_at() {
        refused(1, "x-forwarded-for", PEER, Map.of(FORWARDED, List.of("for=81.2.69.160")));
        refused(1, "forwarded", PEER, Map.of(XFF, List.of("81.2.69.160")));
        Map<String, List<String>> both = Map.of(XFF, List.of("81.2.69.160"), FORWARDED, List.of("for=6.6.6.6"));
        assertThat(address(1, "x-forwarded-for", PEER, both)).isEqualTo("81.2.69.160");
        assertThat(address(1, "forwarded", PEER, both)).isEqualTo("6.6.6.6");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '~',
            value = {
                "1 > for=81.2.69.160 > 81.2.69.160",
                "1 > FOR=81.2.69.160 > 81.2.69.160",
                "1 > For=\"81.2.69.160:49152\" > 81.2.69.160",
                "1 > for=81.2.69.160:49152 > 81.2.69.160",
                "1 > for=\"[2a00:1450::1]\" > 2a00:1450::1",
                "1 > for=\"[2a00:1450::1]:4711\" > 2a00:1450::1",
                "1 > for=\"[2a00:1450::1]:_hidden\" > 2a00:1450::1",
                "1 > for=\"[::ffff:81.2.69.160]\" > 81.2.69.160",
                "1 > for=\"81\\.2.69.160\" > 81.2.69.160",
                "1 > for=81.2.69.160;proto=https;by=203.0.113.43 > 81.2.69.160",
                "1 > by=203.0.113.43; for=81.2.69.160 ;host=\"a,b;c\" > 81.2.69.160",
                "1 > host=\"x;for=6.6.6.6, for=7.7.7.7\";for=81.2.69.160 > 81.2.69.160",
                "1 > for=81.2.69.160;host=\"x;for=6.6.6.6, for=7.7.7.7\" > 81.2.69.160",
                "1 > for=81.2.69.160;host=\"x\\\", for=6.6.6.6\" > 81.2.69.160",
                "1 > for=6.6.6.6, for=81.2.69.160 > 81.2.69.160",
                "1 > for=\"_a,b\", , for=81.2.69.160 > 81.2.69.160",
                "1 > for=6.6.6.6;for=7.7.7.7, for=81.2.69.160 > 81.2.69.160",
                "2 > for=6.6.6.6 | for=81.2.69.160;proto=https | for=10.9.9.9 > 81.2.69.160",
                "2 > for=6.6.6.6, for=81.2.69.160, for=_proxy > 81.2.69.160",
            })
    void forwarded(int hops, String lines, String address) {
        assertThat(address(hops, "forwarded", PRIVATE_PEER, Map.of(FORWARDED, lines(lines))))
                .isEqualTo(address);
    }

    /** Whatever the client has sent before it, what the proxy has added last is for=81.2.69.160. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "for=\"6.6.6.6, for=81.2.69.160",
                "for=\"6.6.6.6 | for=81.2.69.160",
                "for=6.6.6.6;x=\", for=\"81.2.69.160\"",
                "for=6.6.6.6;x=\"\\\", for=\"81.2.69.160\"",
                "for=6.6.6.6;x=\", for=81.2.69.160;by=\"203.0.113.43\"",
                "for=\"81.2.69.160\\\"",
                "for=\"81.2.69.160\\"
            })
    void an_unterminated_quote_hides_no_entry(String lines) {
        refused(1, "forwarded", PEER, Map.of(FORWARDED, lines(lines)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-",
                "_",
                ",",
                "for=81.2.69.160,",
                "for=",
                "for",
                "for=\"\"",
                "for=unknown",
                "for=_hidden",
                "for=\"_hidden:443\"",
                "81.2.69.160",
                "by=81.2.69.160",
                "xfor=81.2.69.160",
                "for=81.2.69.160;for=81.2.69.161",
                "for=81.2.69.160;for=",
                "for==81.2.69.160",
                "for=\"[2a00:1450::1%25eth0]\"",
                "for=fe80::1%eth0"
            })
    void what_one_proxy_has_written_is_no_element(String lines) {
        refused(1, "forwarded", PEER, Map.of(FORWARDED, lines(lines)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.0.0.1",
                "172.16.0.1",
                "192.168.0.1",
                "169.254.0.1",
                "100.64.0.1",
                "0.0.0.0",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "64:ff9b::a00:1",
                "::ffff:10.0.0.1",
                "::ffff:127.0.0.1"
            })
    void an_address_that_is_not_public(String address) {
        refused(0, "x-forwarded-for", address, Map.of());
        refused(1, "x-forwarded-for", PEER, Map.of(XFF, List.of("6.6.6.6, " + address)));
        refused(1, "forwarded", PEER, Map.of(FORWARDED, List.of("for=\"[" + address + "]\"")));
    }

    @Test
    void a_socket_without_an_address() {
        refused(0, "x-forwarded-for", null, Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ", ", ";", "\"", "\\", "[", ":", "for=", "=", "_", "%", "1.2.3.4,", "a"})
    void ten_kilobytes_of_garbage(String text) {
        String long1 = text.repeat(10 * 1024 / text.length());
        for (String header : List.of("x-forwarded-for", "forwarded")) {
            Map<String, List<String>> headers = Map.of(XFF, List.of(long1 + "x"), FORWARDED, List.of(long1 + "x"));
            refused(1, header, PEER, headers);
            refused(5000, header, PEER, headers);
        }
    }

    @Test
    void ten_kilobytes_of_commas_before_a_good_entry() {
        String commas = ",".repeat(10 * 1024);
        assertThat(address(1, "x-forwarded-for", PEER, Map.of(XFF, List.of(commas, "81.2.69.160"))))
                .isEqualTo("81.2.69.160");
        assertThat(address(1, "forwarded", PEER, Map.of(FORWARDED, List.of(commas + "for=81.2.69.160"))))
                .isEqualTo("81.2.69.160");
    }

    @Test
    void a_trial_build_takes_every_address_that_is_one() {
        assertThat(addresses(0, "forwarded", true).ofConnection("127.0.0.1", name -> List.of()))
                .isEqualTo("127.0.0.1");
        assertThat(catchThrowableOfType(Failure.class, () -> addresses(1, "forwarded", true)
                                .ofConnection("127.0.0.1", name -> List.of()))
                        .type())
                .isEqualTo(ProblemType.DEVICE_ADDRESS_UNKNOWN);
    }

    @Test
    void a_negative_number_of_proxies_is_a_start_up_error() {
        assertThatThrownBy(() -> addresses(-1, "forwarded", false))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("moonconnect.trusted-hops");
    }

    private static void refused(int hops, String header, String peer, Map<String, List<String>> headers) {
        Failure failure = catchThrowableOfType(Failure.class, () -> address(hops, header, peer, headers));
        assertThat(failure).isNotNull();
        assertThat(failure.type()).isEqualTo(ProblemType.DEVICE_ADDRESS_UNKNOWN);
        assertThat(failure.detail()).doesNotContain("81.2").doesNotContain("10.0");
    }

    private static String address(int hops, String header, String peer, Map<String, List<String>> headers) {
        Function<String, List<String>> lines = name -> headers.getOrDefault(name, List.of());
        return addresses(hops, header, false).ofConnection(peer, lines);
    }

    private static DeviceAddresses addresses(int hops, String header, boolean trial) {
        Map<String, String> settings = Map.of(
                "moonconnect.trusted-hops",
                String.valueOf(hops),
                "moonconnect.forwarded-header",
                header,
                "moonconnect.backend-keys",
                "a=" + TwoKeys.digest(TwoKeys.anyKey()));
        return new DeviceAddresses(
                CallerPolicyTest.policy(settings, trial),
                new TrustedProxies(CallerPolicyTest.config(settings)),
                new CurrentVertxRequest());
    }

    private static List<String> lines(String text) {
        return text.equals("-")
                ? List.of()
                : Arrays.stream(text.split("\\|"))
                        .map(String::strip)
                        .map(line -> line.equals("_") ? "" : line)
                        .toList();
    }
}
