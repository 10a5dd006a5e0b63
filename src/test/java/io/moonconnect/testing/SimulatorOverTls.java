package io.moonconnect.testing;

import java.util.HashMap;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * The service calls the simulator over TLS, and so over HTTP/2; the control API stays at the other port. With the argument
 * {@code gate}, the test decides what is between them.
 */
public class SimulatorOverTls implements QuarkusTestResourceLifecycleManager {

    private boolean behindAGate;

    @Override
    public void init(Map<String, String> arguments) {
        behindAGate = arguments.containsKey("gate");
    }

    @Override
    public Map<String, String> start() {
        KeyStoreFile store = KeyStoreFile.temporary();
        store.trust();
        String port = String.valueOf(FreePort.find());
        Map<String, String> settings = new HashMap<>(Map.of(
                "simulator.port",
                String.valueOf(FreePort.find()),
                "simulator.tls-port",
                port,
                "simulator.tls-key-store",
                store.path().toString(),
                "simulator.tls-key-store-password",
                KeyStoreFile.PASSWORD));
        if (!behindAGate) {
            settings.put("moonpay.base-url", "https://localhost:" + port);
        }
        return settings;
    }

    @Override
    public void stop() {
        KeyStoreFile.forget();
    }
}
