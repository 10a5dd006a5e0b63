package io.moonconnect.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/**
 * The reference frontend on an origin that the service allows. It finds the service behind a port of its own, so that a
 * test can cut the line ({@code simulator.frontend-api}).
 */
public class FrontendInABrowser implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        int frontend = freePort();
        return Map.of(
                "simulator.frontend-port",
                String.valueOf(frontend),
                "simulator.frontend-api",
                "http://localhost:" + freePort(),
                "moonconnect.cors.origins",
                "http://localhost:" + frontend,
                "moonconnect.poll.interval",
                "200ms");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
