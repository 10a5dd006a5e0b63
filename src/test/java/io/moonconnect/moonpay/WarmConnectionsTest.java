package io.moonconnect.moonpay;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.moonconnect.moonpay.permit.PermitClass;
import io.moonconnect.testing.OnJdk25;
import io.moonconnect.time.Deadline;

import static io.moonconnect.moonpay.TlsUpstream.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Connections that exist before a call needs them. */
@OnJdk25
class WarmConnectionsTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    /** A part of the ten seconds in which a connection is opened at most once. */
    private static final Duration AWAY = Duration.ofSeconds(3);

    @Test
    void over_http2_one_connection_waits_for_the_first_call() {
        try (TlsUpstream moonPay = TlsUpstream.warmHttp2(PATIENCE)) {
            moonPay.keepWarm();
            await().atMost(PATIENCE).until(() -> moonPay.opened.get() == 1);
            call(moonPay);
            assertThat(moonPay.opened).hasValue(1);
        }
    }

    @Test
    void over_http1_as_many_as_a_comparison_needs_wait() {
        try (TlsUpstream moonPay = TlsUpstream.warmHttp1()) {
            moonPay.keepWarm();
            await().atMost(LONG).until(() -> moonPay.open.size() == 5);
            call(moonPay);
            assertThat(moonPay.opened).hasValue(5);
            assertThat(moonPay.received).hasSize(1);
        }
    }

    /** Both take the same ten seconds, so they are awaited together. */
    @Test
    void a_lost_or_refused_connection_is_opened_again_without_a_call() {
        try (TlsUpstream losing = TlsUpstream.warmHttp2(PATIENCE);
                TlsUpstream away = TlsUpstream.warmHttp2(PATIENCE)) {
            away.goAway();
            away.keepWarm();
            losing.keepWarm();
            await().atMost(PATIENCE).until(() -> losing.opened.get() == 1);
            losing.closeAll();
            assertHardlyTried(away);
            away.comeBack();

            await().atMost(LONG).until(() -> losing.opened.get() == 2 && losing.open.size() == 1);
            await().atMost(LONG).until(() -> away.open.size() == 1);
            assertThat(away.received).isEmpty();
            call(losing);
            call(away);
            assertThat(losing.opened).hasValue(2);
            assertThat(away.opened).hasValue(1);
        }
    }

    private static void assertHardlyTried(TlsUpstream away) {
        await().atMost(PATIENCE).until(() -> away.refused.get() > 0);
        await().during(AWAY).atMost(PATIENCE).until(() -> away.refused.get() <= 2);
    }

    @Test
    void an_idle_connection_is_checked_by_pings() {
        try (TlsUpstream moonPay = TlsUpstream.warmHttp2(Duration.ofMillis(500))) {
            moonPay.keepWarm();
            await().atMost(PATIENCE).until(() -> moonPay.pings.get() > 1);
            assertThat(moonPay.opened).hasValue(1);
        }
    }

    private static void call(TlsUpstream moonPay) {
        Call call =
                Call.of(Operation.LIST_PAYMENT_METHODS, PermitClass.INTERACTIVE, Deadline.after(PATIENCE), PATIENCE);
        assertThat(moonPay.exchange(call).await().atMost(PATIENCE).status()).isEqualTo(200);
    }
}
