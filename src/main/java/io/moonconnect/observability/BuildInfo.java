package io.moonconnect.observability;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;

/** Publishes the running build: {@code moonconnect_build_info{image="jvm",profile="prod",version="1.0.0"} 1}. */
@ApplicationScoped
class BuildInfo {

    private final String version;

    BuildInfo(@ConfigProperty(name = "quarkus.application.version") String version) {
        this.version = version;
    }

    void register(@Observes StartupEvent event, MeterRegistry registry) {
        Gauge.builder("moonconnect.build.info", () -> 1)
                .description("The running build")
                .tag("version", version)
                .tag("profile", String.join(",", ConfigUtils.getProfiles()))
                .tag("image", ImageMode.current().isNativeImage() ? "native" : "jvm")
                .register(registry);
    }
}
