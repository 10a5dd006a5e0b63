package io.moonconnect.simulator.wire;

import java.net.BindException;

import io.vertx.core.Future;

/** Both addresses of {@code localhost}: browsers and clients try either of them first. */
public final class Loopbacks {

    /** A host's name; not an address, which is listened at alone. */
    public static final String LOCALHOST = "localhost";

    public static final String IPV4 = "127.0.0.1";
    public static final String IPV6 = "::1";

    private Loopbacks() {}

    /** Opens a port at an address; returns the port. */
    @FunctionalInterface
    public interface Opening {
        Future<Integer> at(String address, int port);
    }

    /** Opens the port at the host, or at both loopback addresses if that is {@code localhost}. */
    public static Future<Integer> open(String host, int port, Opening opening) {
        if (!LOCALHOST.equals(host)) {
            return opening.at(host, port);
        }
        return opening.at(IPV4, port).compose(actual -> opening.at(IPV6, actual)
                .recover(failure ->
                        port != 0 && isTaken(failure) ? Future.failedFuture(failure) : Future.succeededFuture(actual)));
    }

    /** As opposed to a machine without IPv6. */
    private static boolean isTaken(Throwable failure) {
        return failure instanceof BindException
                && String.valueOf(failure.getMessage()).contains("in use");
    }
}
