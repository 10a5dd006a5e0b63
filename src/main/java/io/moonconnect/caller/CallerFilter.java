package io.moonconnect.caller;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Every call of the API needs a caller; this finds out who it is, or ends the request. */
class CallerFilter {

    private static final String API = "/v1/";

    private final CallerPolicy policy;
    private final CurrentCaller current;

    CallerFilter(CallerPolicy policy, CurrentCaller current) {
        this.policy = policy;
        this.current = current;
    }

    @ServerRequestFilter
    void identify(ContainerRequestContext request) {
        if (request.getUriInfo().getPath().startsWith(API)) {
            current.set(policy.identify(request.getHeaderString(HttpHeaders.AUTHORIZATION)));
        }
    }
}
