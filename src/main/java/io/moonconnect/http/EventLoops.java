package io.moonconnect.http;

import java.util.OptionalInt;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkus.vertx.VertxOptionsCustomizer;
import io.vertx.core.VertxOptions;

/**
 * Sets one event loop per core, unless {@code quarkus.vertx.event-loops-pool-size} is set. No code blocks an event
 * loop, so Vert.x' default of two per core only adds context switches: on one core they cost up to half of the
 * throughput.
 */
@Singleton
class EventLoops implements VertxOptionsCustomizer {

    private final OptionalInt configured;

    EventLoops(@ConfigProperty(name = "quarkus.vertx.event-loops-pool-size") OptionalInt configured) {
        this.configured = configured;
    }

    @Override
    public void accept(VertxOptions options) {
        if (configured.isEmpty()) {
            options.setEventLoopPoolSize(Runtime.getRuntime().availableProcessors());
        }
    }
}
