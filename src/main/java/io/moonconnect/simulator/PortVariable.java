package io.moonconnect.simulator;

import java.net.BindException;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Future;

/** The environment variables that set the ports, for the error if a port cannot be opened. */
enum PortVariable {
    SIMULATOR_PORT,
    SIMULATOR_TLS_PORT,
    SIMULATOR_FRONTEND_PORT;

    private static final int MAX_PORT = 65_535;

    /** Fails for a number that is not a port. */
    void check(int port) {
        if (port < 0 || port > MAX_PORT) {
            throw new ConfigurationException("The simulator cannot open port " + port + ": set " + this
                    + " to a free port, at most " + MAX_PORT + ", or to 0 to have one chosen.");
        }
    }

    /** Replaces a failure to bind: Quarkus prints a configuration error without a cause as one line. */
    <T> Future<T> named(String host, int port, Future<T> listening) {
        return listening.recover(failure ->
                Future.failedFuture(failure instanceof BindException ? taken(host, port, failure) : failure));
    }

    private ConfigurationException taken(String host, int port, Throwable failure) {
        return new ConfigurationException("The simulator cannot open port " + port + " at " + host + " ("
                + failure.getMessage() + "): set " + this + " to a free port, or to 0 to have one chosen.");
    }
}
