package io.moonconnect.stream;

import io.moonconnect.http.ConnectionEnd;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.ext.web.RoutingContext;

/**
 * Prepares a connection for a stream: limits its buffers, and closes it with the stream. By default the operating
 * system buffers megabytes for a client that does not read, and all of it would be stale.
 */
final class BoundedConnection {

    /** Holds several quotes, which is enough for a few of them per second. */
    private static final int BUFFER_BYTES = 16 * 1024;

    private BoundedConnection() {}

    static void of(RoutingContext request) {
        ConnectionEnd.channel(request).config().setOption(ChannelOption.SO_SNDBUF, BUFFER_BYTES);
        request.response().setWriteQueueMaxSize(BUFFER_BYTES);
        ConnectionEnd.after(request);
    }

    /** Closes the connection without flushing. Vert.x' close would wait for a client that does not read. */
    static void cut(RoutingContext request) {
        Channel channel = ConnectionEnd.channel(request);
        if (channel.isOpen()) {
            channel.pipeline().firstContext().close();
        }
    }
}
