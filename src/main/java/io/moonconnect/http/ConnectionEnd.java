package io.moonconnect.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;

/**
 * Ends a connection with the answer that is being given. Whatever comes behind it on the connection is not served, though
 * it may have been read already: who stands in front of us may take it for a part of the body (request smuggling).
 */
@ApplicationScoped
public class ConnectionEnd {

    /** How long a client that keeps sending gets to read its answer, before its connection is closed. */
    private static final long LINGER_MILLIS = 1000;

    private static final AttributeKey<Boolean> ENDING = AttributeKey.valueOf(ConnectionEnd.class, "ending");

    void register(@Observes Filters filters) {
        filters.register(ConnectionEnd::pass, FilterOrder.END_OF_CONNECTION.priority());
    }

    /** This answer is the last one of its connection. */
    public static void after(RoutingContext context) {
        channel(context).attr(ENDING).set(true);
        context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        context.addEndHandler(answered -> close(context));
    }

    /** The connection that a request came in on. */
    public static Channel channel(RoutingContext context) {
        return ((ConnectionBase) context.request().connection()).channel();
    }

    private static void pass(RoutingContext context) {
        if (!channel(context).hasAttr(ENDING)) {
            Pipelining.bound(context);
            context.next();
        }
    }

    /** Closing on a client that still sends would take the answer away from it. */
    private static void close(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.isEnded()) {
            request.connection().close();
        } else {
            request.endHandler(end -> request.connection().close()).resume();
            context.vertx().setTimer(LINGER_MILLIS, id -> request.connection().close());
        }
    }
}
