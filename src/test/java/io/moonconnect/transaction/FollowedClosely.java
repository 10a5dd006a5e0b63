package io.moonconnect.transaction;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/**
 * Followed transactions are polled often, but no more often together than a test can count. A read that MoonPay does
 * not answer ends later than any wait of a test, unless it is cancelled. Between the last reads of a completed
 * transaction, a busy machine may pause.
 */
public class FollowedClosely implements QuarkusTestProfile {

    static final int POLL_INTERVAL_MILLIS = 100;

    /** 0.1 of 400. */
    static final int POLLS_PER_SECOND = 40;

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "moonconnect.poll.interval",
                POLL_INTERVAL_MILLIS + "ms",
                "moonconnect.poll.share",
                "0.1",
                "moonconnect.poll.last-reads",
                "2s,4s",
                "moonpay.rate",
                "400",
                "moonpay.burst",
                "100",
                "moonpay.request-timeout",
                "20s",
                "moonpay.overall-timeout",
                "20s");
    }
}
