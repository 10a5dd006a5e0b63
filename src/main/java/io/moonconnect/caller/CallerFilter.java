package io.moonconnect.caller;

import jakarta.ws.rs.core.HttpHeaders;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

import io.moonconnect.http.FilterOrder;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Authenticates every API request but {@link Signed} ones, by resource: paths have several spellings. */
class CallerFilter {

    /** Already completed, so that the request continues on the same thread. */
    private static final Uni<Void> DONE = Uni.createFrom().voidItem();

    private final CallerPolicy policy;
    private final CustomerCallers customers;
    private final CurrentCaller current;

    CallerFilter(CallerPolicy policy, CustomerCallers customers, CurrentCaller current) {
        this.policy = policy;
        this.customers = customers;
        this.current = current;
    }

    @ServerRequestFilter(priority = FilterOrder.OfResources.CALLER)
    Uni<Void> identify(RoutingContext request, SimpleResourceInfo resource) {
        if (Signed.class.isAssignableFrom(resource.getResourceClass())) {
            current.notNeeded();
            return DONE;
        }
        String authorization = request.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization != null && customers.handles(authorization)) {
            CurrentCaller here = current.ofThisRequest();
            return customers.identify(authorization, request).invoke(here::set).replaceWithVoid();
        }
        current.set(policy.identify(authorization));
        return DONE;
    }
}
