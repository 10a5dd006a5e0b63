package io.moonconnect.caller.limit;

import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.Response.Status.Family;

import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

import io.moonconnect.caller.CurrentCaller;
import io.vertx.ext.web.RoutingContext;

/** Holds every call of the API against the limits of its caller, and tells the caller how it stands with them. */
class LimitFilter {

    /** As soon as it is known who calls, so that what is wrong with a request does not make it free. */
    private static final int AFTER_THE_CALLER = Priorities.AUTHENTICATION + 1;

    /** The {@code moonpay} room has it too, which this one may not use. */
    private static final String ACCESS_TOKEN = "MoonPay-Access-Token";

    private final CallerLimits limits;
    private final CurrentCaller current;
    private final RateLimitFields fields;

    LimitFilter(CallerLimits limits, CurrentCaller current, RateLimitFields fields) {
        this.limits = limits;
        this.current = current;
        this.fields = fields;
    }

    @ServerRequestFilter(priority = AFTER_THE_CALLER)
    void take(RoutingContext context) {
        if (current.isNeeded()) {
            limits.take(current.get(), context.request().getHeader(ACCESS_TOKEN));
        }
    }

    @ServerResponseFilter
    void tell(ContainerResponseContext response) {
        if (response.getStatusInfo().getFamily() == Family.SUCCESSFUL
                || response.getStatus() == RestResponse.StatusCode.TOO_MANY_REQUESTS) {
            fields.writeTo(response.getHeaders());
        }
    }
}
