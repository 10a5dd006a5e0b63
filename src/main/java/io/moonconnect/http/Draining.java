package io.moonconnect.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import io.netty.channel.Channel;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.shutdown.ShutdownConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * Drains client connections on SIGTERM: from then on each response closes its connection, and shortly before the
 * shutdown delay ends the listening sockets close. Quarkus reports not ready and waits for running requests, but it
 * continues to accept connections while draining, and leaves connections of earlier requests open for reuse.
 */
@ApplicationScoped
class Draining {

    private static final Logger LOG = Logger.getLogger(Draining.class);

    /** Time for the last accepted connections to send their request before the delay ends. */
    private static final Duration ACCEPT_MARGIN = Duration.ofMillis(500);

    /** Found through accepted connections: Vert.x cannot close only the listening sockets. */
    private final Set<Channel> listening = ConcurrentHashMap.newKeySet();

    private final Vertx vertx;
    private final Duration delay;
    private volatile boolean draining;

    Draining(Vertx vertx, ShutdownConfig config) {
        this.vertx = vertx;
        this.delay = config.delay().orElse(Duration.ZERO);
    }

    void register(@Observes RequestFilters filters) {
        filters.register(this::pass, FilterOrder.DRAINING);
    }

    void begin(@Observes ShutdownDelayInitiatedEvent event) {
        LOG.infof("draining, delayMillis=%d", delay.toMillis());
        draining = true;
        vertx.setTimer(Math.max(1, delay.minus(ACCEPT_MARGIN).toMillis()), id -> listening.forEach(Channel::close));
    }

    private void pass(RoutingContext context) {
        listening.add(ConnectionEnd.channel(context).parent());
        context.addHeadersEndHandler(head -> announceClose(context.response()));
        context.addEndHandler(answered -> close(context.request()));
        context.next();
    }

    private void announceClose(HttpServerResponse response) {
        if (draining) {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
    }

    /** A request with an unread body is closed where it was rejected. */
    private void close(HttpServerRequest request) {
        if (draining && request.isEnded()) {
            request.connection().close();
        }
    }
}
