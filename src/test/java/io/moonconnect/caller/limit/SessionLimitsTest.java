package io.moonconnect.caller.limit;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.moonconnect.problem.Failure;
import io.moonconnect.testing.CapturedLog;
import io.moonconnect.testing.Lengthy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Sessions are counted by device and by customer. */
class SessionLimitsTest {

    private static final String ADDRESS = "198.51.100.24";
    private static final String NETWORK = "2001:db8:1:2::1";
    private static final int MILLION = 1_000_000;

    private final LimitsUnderTest under = LimitsUnderTest.with(Map.of());
    private final SessionLimits limits = new SessionLimits(under.limits(), under.addresses());

    private int customers;

    /** Many customers may share an IPv4 address. */
    @ParameterizedTest
    @CsvSource({ADDRESS + ", 300, PT0.2S", NETWORK + ", 30, PT2S"})
    void an_address_gets_so_many_sessions_and_then_another_one_in_this_time(String address, int most, Duration next) {
        passes(address, most);
        Failure refusal = refuses("somebody", address);
        assertThat(refusal.detail()).isEqualTo("The limit sessions-per-address is reached: " + most + " in 60 s.");
        assertThat(refusal.retryAfter()).contains(next);
        under.pass(next);
        passes(address, 1);
        refuses("somebody", address);
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2::1, 2001:db8:1:2:ffff:ffff:ffff:ffff, true",
        "2001:db8:1:2::1, 2001:0DB8:0001:0002:0000:0000:0000:0001, true",
        "2001:db8:1:2::1, 2001:db8:1:3::1, false",
        "198.51.100.24, 198.51.100.25, false",
        "::ffff:198.51.100.24, 198.51.100.24, true",
        "198.51.100.24, c633:6418::1, false"
    })
    void of_ipv6_the_network_is_the_device(String address, String other, boolean same) {
        passes(address, address.startsWith("2001") ? 30 : 300);
        if (same) {
            refuses("somebody", other);
        } else {
            limits.take("somebody", other);
        }
    }

    @Test
    void a_customer_gets_ten_sessions_whatever_the_device() {
        for (int i = 0; i < 10; i++) {
            limits.take("ada", "198.51.100." + i);
        }
        assertThat(refuses("ada", ADDRESS).detail())
                .isEqualTo("The limit sessions-per-customer is reached: 10 in 60 s.");
        limits.take("grace", ADDRESS);
    }

    @Test
    void a_session_that_one_limit_refuses_uses_up_nothing_of_the_other() {
        passes(ADDRESS, 300);
        for (int i = 0; i < 100; i++) {
            refuses("ada", ADDRESS);
        }
        for (int i = 0; i < 10; i++) {
            limits.take("ada", "203.0.113." + i);
        }
        for (int i = 0; i < 100; i++) {
            refuses("ada", "192.0.2.1");
        }
        passes("192.0.2.1", 300);
    }

    @ParameterizedTest
    @CsvSource({"26, 24, true", "25, 25, false", "49, 0, false", "50, 0, true", "90, 110, false", "101, 99, true"})
    void an_address_with_over_half_of_at_least_fifty_sessions_is_logged(int ofOne, int ofOthers, boolean logged) {
        try (CapturedLog log = CapturedLog.of(SessionAddresses.class.getName())) {
            passesOthers(ofOthers);
            passes(ADDRESS, ofOne);
            assertThat(log.text().contains("one address has most of the sessions"))
                    .isEqualTo(logged);
            assertThat(log.text()).doesNotContain(ADDRESS);
        }
        assertThat(gauge("sessions.recent")).isEqualTo(ofOne + ofOthers);
        assertThat(gauge("sessions.recent.one.address")).isEqualTo(ofOne > ofOthers ? ofOne : 0);
    }

    @Test
    void an_address_is_logged_when_the_sessions_of_others_make_fifty() {
        try (CapturedLog log = CapturedLog.of(SessionAddresses.class.getName())) {
            passes(ADDRESS, 30);
            passesOthers(19);
            assertThat(log.lines()).isEmpty();
            passes("192.0.2.1", 1);
            assertThat(log.text()).contains("sessions=50, ofAddress=30, suppressed=0");
        }
    }

    @Test
    void an_address_is_logged_once_in_ten_minutes_and_sessions_are_forgotten_after_them() {
        try (CapturedLog log = CapturedLog.of(SessionAddresses.class.getName())) {
            passes(NETWORK, 30);
            under.pass(Duration.ofMinutes(5));
            passes(NETWORK, 30);
            assertThat(log.lines()).hasSize(1);
            under.pass(Duration.ofMinutes(6));
            passes(NETWORK, 19);
            assertThat(log.lines()).hasSize(1);
            assertThat(gauge("sessions.recent")).isEqualTo(49);
            passes(NETWORK, 1);
            assertThat(log.lines()).hasSize(1);
            under.pass(Duration.ofMinutes(4));
            passes(NETWORK, 30);
            assertThat(log.lines()).hasSize(2);
            assertThat(log.text()).contains("sessions=50, ofAddress=50, suppressed=11");
        }
        under.pass(Duration.ofMinutes(10));
        assertThat(gauge("sessions.recent")).isZero();
        assertThat(gauge("sessions.recent.one.address")).isZero();
    }

    @Test
    void without_a_limit_of_addresses_nothing_is_said_about_them() {
        LimitsUnderTest off = LimitsUnderTest.with(Map.of("moonconnect.limit.sessions-per-address", "0"));
        SessionLimits unlimited = new SessionLimits(off.limits(), off.addresses());
        try (CapturedLog log = CapturedLog.of(SessionAddresses.class.getName())) {
            for (int i = 0; i < 100; i++) {
                unlimited.take("customer-" + i, ADDRESS);
            }
            assertThat(log.lines()).isEmpty();
        }
    }

    /** Time stands still, so that nothing is forgotten because its time was over. */
    @Lengthy
    @Test
    void a_million_addresses_neither_exceed_the_bound_nor_reset_an_exhausted_limit() {
        for (int i = 0; i < 100; i++) {
            passes("2001:db9:0:" + i + "::1", 30);
        }
        for (int i = 0; i < MILLION; i++) {
            limits.take(
                    "customer-" + i,
                    "2001:db8:" + Integer.toHexString(i >> 16) + ":" + Integer.toHexString(i & 0xffff) + "::1");
            if (i % 10_000 == 0) {
                assertThat(under.remembered(LimitKind.SESSIONS_PER_IPV6_NETWORK))
                        .isLessThanOrEqualTo(BucketTable.BOUND);
                assertThat(under.remembered(LimitKind.SESSIONS_PER_CUSTOMER)).isLessThanOrEqualTo(BucketTable.BOUND);
                refuses("somebody", "2001:db9:0:" + i / 10_000 + "::1");
            }
        }
        for (int i = 0; i < 100; i++) {
            refuses("somebody", "2001:db9:0:" + i + "::1");
        }
        assertThat(under.remembered(LimitKind.SESSIONS_PER_IPV6_NETWORK))
                .isBetween(BucketTable.BOUND * 0.9, (double) BucketTable.BOUND);
        assertThat(under.refused(LimitKind.SESSIONS_PER_IPV6_NETWORK)).isEqualTo(200);
    }

    /** Each for another customer. */
    private void passes(String deviceIp, int times) {
        for (int i = 0; i < times; i++) {
            limits.take("one-of-many-" + customers++, deviceIp);
        }
    }

    /** Each from another address. */
    private void passesOthers(int times) {
        for (int i = 0; i < times; i++) {
            passes("203.0.113." + i, 1);
        }
    }

    private double gauge(String name) {
        return under.metrics().get(name).gauge().value();
    }

    private Failure refuses(String externalCustomerId, String deviceIp) {
        Failure refusal = catchThrowableOfType(Failure.class, () -> limits.take(externalCustomerId, deviceIp));
        assertThat(refusal).isNotNull();
        return refusal;
    }
}
