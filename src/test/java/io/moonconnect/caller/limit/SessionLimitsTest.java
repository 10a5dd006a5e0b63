package io.moonconnect.caller.limit;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.moonconnect.problem.Failure;
import io.moonconnect.testing.Lengthy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Sessions are counted by device and by customer. */
class SessionLimitsTest {

    private static final String ADDRESS = "198.51.100.24";
    private static final int MILLION = 1_000_000;

    private final LimitsUnderTest under = LimitsUnderTest.with(Map.of());
    private final SessionLimits limits = new SessionLimits(under.limits());

    private int customers;

    @Test
    void a_device_gets_ten_sessions_whatever_the_customer_and_another_one_every_six_seconds() {
        passes(ADDRESS, 10);
        Failure refusal = refuses("somebody", ADDRESS);
        assertThat(refusal.detail()).isEqualTo("The limit sessions-per-address is reached: 10 in 60 s.");
        assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(6));
        under.pass(Duration.ofSeconds(6));
        passes(ADDRESS, 1);
        refuses("somebody", ADDRESS);
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2::1, 2001:db8:1:2:ffff:ffff:ffff:ffff, true",
        "2001:db8:1:2::1, 2001:0DB8:0001:0002:0000:0000:0000:0001, true",
        "2001:db8:1:2::1, 2001:db8:1:3::1, false",
        "198.51.100.24, 198.51.100.25, false",
        "198.51.100.24, c633:6418::1, false"
    })
    void of_ipv6_the_network_is_the_device(String address, String other, boolean same) {
        passes(address, 10);
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
        passes(ADDRESS, 10);
        for (int i = 0; i < 100; i++) {
            refuses("ada", ADDRESS);
        }
        for (int i = 0; i < 10; i++) {
            limits.take("ada", "203.0.113." + i);
        }
        for (int i = 0; i < 100; i++) {
            refuses("ada", "192.0.2.1");
        }
        passes("192.0.2.1", 10);
    }

    /** Time stands still, so that nothing is forgotten because its time was over. */
    @Lengthy
    @Test
    void a_million_addresses_neither_exceed_the_bound_nor_reset_an_exhausted_limit() {
        for (int i = 0; i < 100; i++) {
            passes("203.0.113." + i, 10);
        }
        for (int i = 0; i < MILLION; i++) {
            limits.take(
                    "customer-" + i,
                    "2001:db8:" + Integer.toHexString(i >> 16) + ":" + Integer.toHexString(i & 0xffff) + "::1");
            if (i % 10_000 == 0) {
                assertThat(under.remembered(LimitKind.SESSIONS_PER_ADDRESS)).isLessThanOrEqualTo(BucketTable.BOUND);
                assertThat(under.remembered(LimitKind.SESSIONS_PER_CUSTOMER)).isLessThanOrEqualTo(BucketTable.BOUND);
                refuses("somebody", "203.0.113." + i / 10_000);
            }
        }
        for (int i = 0; i < 100; i++) {
            refuses("somebody", "203.0.113." + i);
        }
        assertThat(under.remembered(LimitKind.SESSIONS_PER_ADDRESS))
                .isBetween(BucketTable.BOUND * 0.9, (double) BucketTable.BOUND);
        assertThat(under.refused(LimitKind.SESSIONS_PER_ADDRESS)).isEqualTo(200);
    }

    /** Each for another customer. */
    private void passes(String deviceIp, int times) {
        for (int i = 0; i < times; i++) {
            limits.take("one-of-many-" + customers++, deviceIp);
        }
    }

    private Failure refuses(String externalCustomerId, String deviceIp) {
        Failure refusal = catchThrowableOfType(Failure.class, () -> limits.take(externalCustomerId, deviceIp));
        assertThat(refusal).isNotNull();
        return refusal;
    }
}
