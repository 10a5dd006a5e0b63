package io.moonconnect.http;

import java.util.EnumMap;
import java.util.Map;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.vertx.core.Handler;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Collects the filters that all requests pass before Quarkus' own, and makes them the handlers of one route. As Quarkus'
 * {@code Filters}, each would be a route, which Vert.x matches and reports to the metrics for every request.
 */
public final class RequestFilters {

    private final Map<FilterOrder, Handler<RoutingContext>> handlers = new EnumMap<>(FilterOrder.class);

    private RequestFilters() {}

    void register(Handler<RoutingContext> handler, FilterOrder place) {
        handlers.put(place, handler);
    }

    /** Asks for the filters, each of which observes this event, once the router exists. */
    @Singleton
    static class OneRoute {

        void register(@Observes Router router, Event<RequestFilters> filters) {
            RequestFilters all = new RequestFilters();
            filters.fire(all);
            Route route = router.route().order(FilterOrder.REQUEST_FILTERS.priority());
            all.handlers.values().forEach(route::handler);
        }
    }
}
