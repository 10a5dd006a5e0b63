package io.moonconnect.moonpay;

import java.util.concurrent.TimeoutException;

import io.vertx.core.http.ConnectionPoolTooBusyException;

/** What a call fails with if it gets no connection. Nothing was sent. */
final class ConnectFailure {

    private ConnectFailure() {}

    static MoonPayFailure of(Throwable cause) {
        if (cause instanceof ConnectionPoolTooBusyException) {
            return MoonPayFailure.of(Outcome.SHED, Seen.NOT_SENT, "Too many requests are waiting for MoonPay.");
        }
        if (cause instanceof TimeoutException) {
            return MoonPayFailure.of(Outcome.TIMEOUT, Seen.NOT_SENT, "Connecting to MoonPay timed out.");
        }
        return MoonPayFailure.of(Outcome.UNAVAILABLE, Seen.NO_CONNECTION, "MoonPay could not be reached.");
    }
}
