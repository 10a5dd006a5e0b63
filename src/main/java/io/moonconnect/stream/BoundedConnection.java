package io.moonconnect.stream;

import io.moonconnect.http.ConnectionEnd;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.ext.web.RoutingContext;

/**
 * Makes a connection one of a stream: little is on its way at a time, and it ends with the stream. Systems take megabytes
 * off a process' hands for a client that does not read, and all of it would be old when it does.
 */
final class BoundedConnection {

    /** Some quotes, and enough for any line that carries a few of them a second. */
    private static final int BYTES_ON_THE_WAY = 16 * 1024;

    private BoundedConnection() {}

    static void of(RoutingContext request) {
        ConnectionEnd.channel(request).config().setOption(ChannelOption.SO_SNDBUF, BYTES_ON_THE_WAY);
        request.response().setWriteQueueMaxSize(BYTES_ON_THE_WAY);
        ConnectionEnd.after(request);
    }

    /** Closes it whatever is still to be sent. Vert.x would wait for a client that does not read: this goes past it. */
    static void cut(RoutingContext request) {
        Channel channel = ConnectionEnd.channel(request);
        if (channel.isOpen()) {
            channel.pipeline().firstContext().close();
        }
    }
}
