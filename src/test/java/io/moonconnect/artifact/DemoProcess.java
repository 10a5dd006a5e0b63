package io.moonconnect.artifact;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

import io.moonconnect.testing.FreePort;

/** The demo artifact as a process, and the simulator and the reference frontend in it. */
public record DemoProcess(ArtifactProcess service, URI simulator, URI frontend) implements AutoCloseable {

    public static DemoProcess start(String name) {
        return start(name, Map.of());
    }

    static DemoProcess start(String name, Map<String, String> more) {
        int port = FreePort.find();
        int frontend = FreePort.find();
        Map<String, String> environment = new HashMap<>(more);
        environment.put("SIMULATOR_PORT", String.valueOf(port));
        environment.put("SIMULATOR_FRONTEND_PORT", String.valueOf(frontend));
        // A test suite asks more often than MoonPay allows.
        environment.put("SIMULATOR_RATE", "0");
        ArtifactProcess service = Artifact.DEMO.start(name, environment);
        try {
            service.listening();
        } catch (Throwable failure) {
            service.close();
            throw failure;
        }
        return new DemoProcess(
                service, URI.create("http://localhost:" + port), URI.create("http://localhost:" + frontend));
    }

    @Override
    public void close() {
        service.close();
    }
}
