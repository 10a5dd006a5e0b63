package io.moonconnect.http;

import java.util.OptionalInt;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkus.vertx.VertxOptionsCustomizer;
import io.vertx.core.VertxOptions;

/**
 * An event loop per core, unless {@code quarkus.vertx.event-loops-pool-size} says otherwise. Nothing here blocks one, so that
 * the two per core of Vert.x would only take turns: on one core they cost up to half of the throughput.
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
