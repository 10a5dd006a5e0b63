package io.moonconnect.http;

import java.net.InetSocketAddress;

import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;

import io.moonconnect.problem.ProblemWriter;
import io.moonconnect.problem.RefusedRequests;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.quarkus.value.registry.ValueRegistry;
import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;

/**
 * Installs the handlers of each connection to the API before its first byte. Quarkus and Vert.x offer hooks for
 * requests only, and a head that is never completed does not become one. The listening channel is found through its
 * event loop.
 */
@Singleton
class AcceptedConnections {

    private final Vertx vertx;
    private final ValueRegistry values;
    private final HeldHeads heads;
    private final RefusedHeads refused;

    AcceptedConnections(
            Vertx vertx,
            ValueRegistry values,
            HeldHeads heads,
            VertxHttpConfig http,
            ProblemWriter problems,
            RefusedRequests refused) {
        this.vertx = vertx;
        this.values = values;
        this.heads = heads;
        this.refused = new RefusedHeads(http.limits(), problems, refused);
    }

    void start(@ObservesAsync HttpServerStart started) {
        int port = values.get(HttpServer.HTTP_SERVER).getPort();
        for (EventExecutor loop : ((VertxInternal) vertx).getAcceptorEventLoopGroup()) {
            loop.execute(() -> findListening((SingleThreadEventLoop) loop, port));
        }
    }

    /** Adds the handler that rejects requests in order, if the connection does not have it yet. */
    void bound(Channel channel, boolean busy) {
        Pipelining.bound(channel, refused, busy);
    }

    private void findListening(SingleThreadEventLoop loop, int port) {
        loop.registeredChannelsIterator().forEachRemaining(channel -> {
            if (channel instanceof ServerChannel
                    && channel.localAddress() instanceof InetSocketAddress address
                    && address.getPort() == port) {
                channel.pipeline().addFirst(new Accepting());
            }
        });
    }

    /** On the listening channel, whose messages are the accepted connections. */
    private final class Accepting extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object accepted) {
            ((Channel) accepted).pipeline().addFirst(new UnfinishedHead(heads), new FirstBytes());
            context.fireChannelRead(accepted);
        }
    }

    /** Vert.x' handlers are there by the first bytes. */
    private final class FirstBytes extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            bound(context.channel(), false);
            context.fireChannelRead(bytes);
            context.pipeline().remove(this);
        }
    }
}
