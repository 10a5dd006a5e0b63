package io.moonconnect.http;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemType;
import io.vertx.ext.web.RoutingContext;

/** Requires {@code application/json} for bodies other than webhooks, whose signature covers the raw body. */
class JsonBodies {

    @ServerRequestFilter(priority = FilterOrder.OfResources.MEDIA_TYPE)
    void check(ContainerRequestContext request, RoutingContext context) {
        if (request.getMethod().equals(HttpMethod.POST)
                && !WebhookPath.is(context.request())
                && !isJson(request.getHeaderString(HttpHeaders.CONTENT_TYPE))) {
            throw new Failure(ProblemType.UNSUPPORTED_MEDIA_TYPE, "The body must be application/json.");
        }
    }

    private static boolean isJson(String contentType) {
        return contentType != null && contentType.split(";", 2)[0].strip().equalsIgnoreCase(MediaType.APPLICATION_JSON);
    }
}
