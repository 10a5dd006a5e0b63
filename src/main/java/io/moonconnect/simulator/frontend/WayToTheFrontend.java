package io.moonconnect.simulator.frontend;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.moonconnect.simulator.SimulatorConfig;
import io.quarkus.arc.profile.IfBuildProfile;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;

/** Redirects from the service's root to the reference frontend; does not exist in production builds. */
@ApplicationScoped
@IfBuildProfile(anyOf = {"dev", "demo"})
class WayToTheFrontend {

    private static final int BEFORE_THE_API = 0;
    private static final int FOUND = 302;

    private final int port;

    WayToTheFrontend(SimulatorConfig config) {
        this.port = config.frontendPort();
    }

    void show(@Observes Router router) {
        router.get("/").order(BEFORE_THE_API).handler(context -> context.response()
                .setStatusCode(FOUND)
                .putHeader(HttpHeaders.LOCATION, "http://localhost:" + port + "/")
                .end());
    }
}
