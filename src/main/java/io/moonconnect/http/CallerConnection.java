package io.moonconnect.http;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import io.vertx.ext.web.RoutingContext;

/** The connection of a caller, and whether the caller has closed it or its sending side. */
public final class CallerConnection {

    private final DuplexChannel channel;

    private CallerConnection(RoutingContext request) {
        this.channel = (DuplexChannel) ConnectionEnd.channel(request);
    }

    public static CallerConnection of(RoutingContext request) {
        return new CallerConnection(request);
    }

    public boolean isGone() {
        return channel.isInputShutdown();
    }

    /** Keeps a half-closed connection open until the response; registered for {@link RunsToEnd}. */
    static final class KeptOpen {

        @RunsToEnd
        @ServerRequestFilter(priority = FilterOrder.OfResources.KEPT_OPEN)
        void keep(RoutingContext request) {
            CallerConnection caller = of(request);
            allowHalfClosure(caller.channel, true);
            request.addEndHandler(ended -> {
                allowHalfClosure(caller.channel, false);
                if (caller.isGone()) {
                    request.request().connection().close();
                }
            });
        }

        private static void allowHalfClosure(Channel channel, boolean allow) {
            channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, allow);
        }
    }
}
