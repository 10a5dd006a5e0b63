package io.moonconnect.http;

import java.io.ByteArrayInputStream;

import jakarta.ws.rs.container.ContainerRequestContext;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import io.vertx.ext.web.RoutingContext;

/** Passes the bodies that {@link BodyReader} has read to the resources. */
public class ReadBodies {

    private static final String BODY = ReadBodies.class.getName();

    static void put(ArrivingBody body, RoutingContext context) {
        context.put(BODY, body);
    }

    /** Releases the body early, for a resource that has parsed it and responds slowly. */
    public static void release(RoutingContext context) {
        ArrivingBody body = context.remove(BODY);
        if (body != null) {
            body.end();
        }
    }

    static boolean isEmpty(RoutingContext context) {
        ArrivingBody body = context.get(BODY);
        return body == null || body.isEmpty();
    }

    @ServerRequestFilter(preMatching = true, priority = FilterOrder.OfResources.READ_BODY)
    public void handOn(ContainerRequestContext request, RoutingContext context) {
        ArrivingBody body = context.get(BODY);
        if (body != null) {
            request.setEntityStream(new ByteArrayInputStream(body.bytes()));
        }
    }
}
