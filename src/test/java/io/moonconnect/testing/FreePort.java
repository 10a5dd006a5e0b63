package io.moonconnect.testing;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port that nothing listened at a moment ago, of those that no system gives to clients (from 32768 on Linux, from 49152
 * elsewhere). A client that were given it meanwhile would keep servers from it, and one that calls it while nothing listens
 * there could be connected to itself.
 */
public final class FreePort {

    /** Browsers refuse some ports below it. */
    private static final int FIRST = 20_000;

    private static final int END = 32_768;

    private static final int MOST_TRIES = 1_000;

    private FreePort() {}

    public static int find() {
        for (int i = 0; i < MOST_TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (isFree(port)) {
                return port;
            }
        }
        throw new AssertionError("no free port from " + FIRST + " to " + END);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
