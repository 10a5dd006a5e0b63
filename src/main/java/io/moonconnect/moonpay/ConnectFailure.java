package io.moonconnect.moonpay;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

import io.vertx.core.http.ConnectionPoolTooBusyException;

/** What a call fails with if it gets no connection. Nothing was sent. */
final class ConnectFailure {

    private ConnectFailure() {}

    static MoonPayFailure of(Throwable cause) {
        if (cause instanceof ConnectionPoolTooBusyException) {
            return MoonPayFailure.of(Outcome.SHED, "Too many requests are waiting for MoonPay.");
        }
        if (cause instanceof TimeoutException) {
            return MoonPayFailure.of(Outcome.TIMEOUT, "Connecting to MoonPay timed out.")
                    .unprocessed();
        }
        return MoonPayFailure.of(Outcome.UNAVAILABLE, "MoonPay could not be reached.")
                .repeatableAfter(Duration.ZERO)
                .unprocessed();
    }
}
