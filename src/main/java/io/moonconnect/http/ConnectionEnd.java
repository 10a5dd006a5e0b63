package io.moonconnect.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;

/**
 * Closes a connection after the current response. Requests after it on the connection are dropped, even if already
 * read: a proxy may take them for part of the body (request smuggling).
 */
@ApplicationScoped
public class ConnectionEnd {

    /** Grace period in which a client that is still sending can read the response. */
    private static final long LINGER_MILLIS = 1000;

    private static final AttributeKey<Boolean> ENDING = AttributeKey.valueOf(ConnectionEnd.class, "ending");

    private final AcceptedConnections connections;

    ConnectionEnd(AcceptedConnections connections) {
        this.connections = connections;
    }

    void register(@Observes RequestFilters filters) {
        filters.register(this::pass, FilterOrder.END_OF_CONNECTION);
    }

    /** Marks the current response as the last one of its connection. */
    public static void after(RoutingContext context) {
        channel(context).attr(ENDING).set(true);
        context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        context.addEndHandler(answered -> close(context));
    }

    /** The Netty channel of the request's connection. */
    public static Channel channel(RoutingContext context) {
        return ((ConnectionBase) context.request().connection()).channel();
    }

    private void pass(RoutingContext context) {
        Channel channel = channel(context);
        if (!channel.hasAttr(ENDING)) {
            connections.bound(channel, true);
            context.next();
        }
    }

    /** Closing while the client is still sending would reset the connection before it reads the response. */
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
