package io.moonconnect.http;

import java.util.Set;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import io.moonconnect.problem.Failure;
import io.moonconnect.problem.Refusal;
import io.vertx.ext.web.RoutingContext;

/**
 * Requires bodies without a content coding, and {@code application/json} for bodies that are not empty, other
 * than webhooks, whose signature covers the raw body.
 */
class JsonBodies {

    private static final Set<String> WITH_A_BODY = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

    @ServerRequestFilter(priority = FilterOrder.OfResources.MEDIA_TYPE)
    void check(ContainerRequestContext request, RoutingContext context) {
        if (!WITH_A_BODY.contains(request.getMethod())) {
            return;
        }
        ContentCoding.check(request.getHeaders().get(HttpHeaders.CONTENT_ENCODING));
        boolean exempt = WebhookPath.is(context.request()) || ReadBodies.isEmpty(context);
        if (!exempt && !isJson(request.getHeaderString(HttpHeaders.CONTENT_TYPE))) {
            throw new Failure(Refusal.MEDIA_TYPE, "The body must be application/json.");
        }
    }

    private static boolean isJson(String contentType) {
        return contentType != null && contentType.split(";", 2)[0].strip().equalsIgnoreCase(MediaType.APPLICATION_JSON);
    }
}
