package io.moonconnect.artifact;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** The demo artifact as a process, and the simulator in it. */
record DemoProcess(ArtifactProcess service, URI simulator) implements AutoCloseable {

    static DemoProcess start(String name) {
        int port = ArtifactProcess.freePort();
        Map<String, String> environment = new HashMap<>();
        environment.put("SIMULATOR_PORT", String.valueOf(port));
        environment.put("SIMULATOR_FRONTEND_PORT", String.valueOf(ArtifactProcess.freePort()));
        // A test suite asks more often than MoonPay allows.
        environment.put("SIMULATOR_RATE", "0");
        ArtifactProcess service = Artifact.DEMO.start(name, environment);
        try {
            service.listening();
        } catch (Throwable failure) {
            service.close();
            throw failure;
        }
        return new DemoProcess(service, URI.create("http://localhost:" + port));
    }

    @Override
    public void close() {
        service.close();
    }
}
