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
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * Lets every client go before the process ends. From SIGTERM on each answer is the last one of its connection, and when the
 * delay ends there are no new connections. The rest is Quarkus' own: readiness is false from the signal on, and what still
 * runs after the delay is waited for. But it would wait with its door open, and what had begun before the signal would
 * leave its connection to be used again in the moment of the end.
 */
@ApplicationScoped
class Draining {

    private static final Logger LOG = Logger.getLogger(Draining.class);

    /** Who has connected at the last moment has sent a request before the delay ends, so that it is waited for too. */
    private static final Duration LAST_CALL = Duration.ofMillis(500);

    /** The sockets that listen, known from the connections that they took: Vert.x cannot close them and keep these. */
    private final Set<Channel> listening = ConcurrentHashMap.newKeySet();

    private final Vertx vertx;
    private final Duration delay;
    private volatile boolean leaving;

    Draining(Vertx vertx, ShutdownConfig config) {
        this.vertx = vertx;
        this.delay = config.delay().orElse(Duration.ZERO);
    }

    void register(@Observes Filters filters) {
        filters.register(this::pass, FilterOrder.DRAINING.priority());
    }

    void begin(@Observes ShutdownDelayInitiatedEvent event) {
        LOG.infof("leaving, delayMillis=%d", delay.toMillis());
        leaving = true;
        vertx.setTimer(Math.max(1, delay.minus(LAST_CALL).toMillis()), id -> listening.forEach(Channel::close));
    }

    private void pass(RoutingContext context) {
        listening.add(ConnectionEnd.channel(context).parent());
        context.addHeadersEndHandler(head -> sayThatItIsTheLast(context.response()));
        context.addEndHandler(answered -> close(context.request()));
        context.next();
    }

    private void sayThatItIsTheLast(HttpServerResponse response) {
        if (leaving) {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
    }

    /** One whose body was not read to its end is closed by who refused it. */
    private void close(HttpServerRequest request) {
        if (leaving && request.isEnded()) {
            request.connection().close();
        }
    }
}
