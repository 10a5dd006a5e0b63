package io.moonconnect.testing;

import java.util.HashMap;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * The service calls the simulator over TLS, and so over HTTP/2; the control API stays at the other port. With the argument
 * {@code gate}, the test decides what is between them.
 */
public class SimulatorOverTls implements QuarkusTestResourceLifecycleManager {

    private static final String STORE = "javax.net.ssl.trustStore";
    private static final String STORE_PASSWORD = "javax.net.ssl.trustStorePassword";

    private boolean behindAGate;

    @Override
    public void init(Map<String, String> arguments) {
        behindAGate = arguments.containsKey("gate");
    }

    @Override
    public Map<String, String> start() {
        String store = KeyStoreFile.temporary().path().toString();
        System.setProperty(STORE, store);
        System.setProperty(STORE_PASSWORD, KeyStoreFile.PASSWORD);
        String port = String.valueOf(FreePort.find());
        Map<String, String> settings = new HashMap<>(Map.of(
                "simulator.port",
                String.valueOf(FreePort.find()),
                "simulator.tls-port",
                port,
                "simulator.tls-key-store",
                store,
                "simulator.tls-key-store-password",
                KeyStoreFile.PASSWORD));
        if (!behindAGate) {
            settings.put("moonpay.base-url", "https://localhost:" + port);
        }
        return settings;
    }

    @Override
    public void stop() {
        System.clearProperty(STORE);
        System.clearProperty(STORE_PASSWORD);
    }
}
