package io.moonconnect.problem;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;

/** Keeps answers out of caches: tokens, quotes and customer data are in most of them, problems included. */
@ApplicationScoped
class NoStore {

    private static final int PRIORITY = 900;

    void register(@Observes Filters filters) {
        filters.register(
                context -> {
                    context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
                    context.next();
                },
                PRIORITY);
    }
}
