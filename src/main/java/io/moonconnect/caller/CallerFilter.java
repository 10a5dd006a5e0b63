package io.moonconnect.caller;

import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Every call of the API needs a caller; this finds out who it is, or ends the request. It does not look at the path, which
 * can be written in more than one way: every resource is behind it.
 */
class CallerFilter {

    private final CallerPolicy policy;
    private final CurrentCaller current;

    CallerFilter(CallerPolicy policy, CurrentCaller current) {
        this.policy = policy;
        this.current = current;
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    void identify(ContainerRequestContext request) {
        current.set(policy.identify(request.getHeaderString(HttpHeaders.AUTHORIZATION)));
    }
}
