package io.moonconnect.simulator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

import io.moonconnect.simulator.wire.Loopbacks;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.Application;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;

/**
 * What only the demo does, once everything has started: the service, which Quarkus opens at one address, gets the other loopback
 * address too, and the last line of the start says which page to open.
 */
@ApplicationScoped
@IfBuildProfile("demo")
class DemoStart {

    private static final Logger LOG = Logger.getLogger(DemoStart.class);
    private static final long CHECK_MS = 20;

    private final SimulatorStarter simulator;
    private final Config config;

    DemoStart(SimulatorStarter simulator, Config config) {
        this.simulator = simulator;
        this.config = config;
    }

    /** Quarkus has no event after the line that says it has started. */
    void begin(@Observes StartupEvent event) {
        simulator.vertx().setPeriodic(CHECK_MS, timer -> {
            if (Application.currentApplication().isStarted()) {
                simulator.vertx().cancelTimer(timer);
                started();
            }
        });
    }

    private void started() {
        int api = relay("quarkus.http");
        int management = relay("quarkus.management");
        LOG.infof(
                "Open http://localhost:%d in a browser. The API is at http://localhost:%d, health and metrics at http://localhost:%d, "
                        + "the simulator of MoonPay at http://localhost:%d/simulator",
                simulator.frontendPort(), api, management, simulator.simulatorPort());
    }

    /** Relays the IPv6 loopback address to the IPv4 one, unless another host is configured. */
    private int relay(String server) {
        int port = config.getValue(server + ".port", Integer.class);
        if (Loopbacks.LOCALHOST.equals(config.getValue(server + ".host", String.class))) {
            NetClient client = simulator.vertx().createNetClient();
            simulator
                    .vertx()
                    .createNetServer()
                    .connectHandler(caller -> relay(client, port, caller))
                    .listen(port, Loopbacks.IPV6)
                    .onFailure(failure -> LOG.debugf("Port %d is not open at ::1: %s", port, failure.getMessage()));
        }
        return port;
    }

    private static void relay(NetClient client, int port, NetSocket caller) {
        caller.pause();
        client.connect(port, Loopbacks.IPV4).onFailure(gone -> caller.close()).onSuccess(service -> {
            caller.pipeTo(service);
            service.pipeTo(caller);
        });
    }
}
