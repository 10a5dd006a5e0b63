package io.moonconnect.caller.intake;

import java.io.ByteArrayInputStream;

import jakarta.ws.rs.container.ContainerRequestContext;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import io.vertx.ext.web.RoutingContext;

/** Hands the bodies that {@link BodyReader} has read to the resources, which would wait for them in vain. */
public class ReadBodies {

    private static final String BODY = ReadBodies.class.getName();

    static void put(ArrivingBody body, RoutingContext context) {
        context.put(BODY, body);
    }

    /** The body has been read by the resource, and its answer takes long: it makes room for others now. */
    public static void letGo(RoutingContext context) {
        ArrivingBody body = context.remove(BODY);
        if (body != null) {
            body.end();
        }
    }

    @ServerRequestFilter(preMatching = true)
    public void handOn(ContainerRequestContext request, RoutingContext context) {
        ArrivingBody body = context.get(BODY);
        if (body != null) {
            request.setEntityStream(new ByteArrayInputStream(body.bytes()));
        }
    }
}
