package io.moonconnect.caller.limit;

import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.Response.Status.Family;

import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

import io.moonconnect.caller.CurrentCaller;
import io.moonconnect.credential.AccessTokenHeader;
import io.moonconnect.http.FilterOrder;
import io.vertx.ext.web.RoutingContext;

/** Applies the caller's rate limits to every API request, and reports them in the response headers. */
class LimitFilter {

    private final CallerLimits limits;
    private final CurrentCaller current;
    private final RateLimitFields fields;

    LimitFilter(CallerLimits limits, CurrentCaller current, RateLimitFields fields) {
        this.limits = limits;
        this.current = current;
        this.fields = fields;
    }

    @ServerRequestFilter(priority = FilterOrder.OfResources.LIMITS)
    void take(RoutingContext context) {
        if (current.isNeeded()) {
            String token = context.request().getHeader(AccessTokenHeader.NAME);
            limits.take(current.get(), token == null ? null : AccessTokenHeader.valueOf(token));
        }
    }

    @ServerResponseFilter(priority = FilterOrder.OfResources.LIMIT_FIELDS)
    void report(ContainerResponseContext response) {
        if (response.getStatusInfo().getFamily() == Family.SUCCESSFUL
                || response.getStatus() == RestResponse.StatusCode.TOO_MANY_REQUESTS) {
            fields.writeTo(response.getHeaders());
        }
    }
}
