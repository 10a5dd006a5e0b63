package io.moonconnect.problem;

import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Queue;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.ext.web.RoutingContext;

/**
 * Gives Vert.x the requests of a connection one by one, each after the answer before it, and closes a connection on which
 * many run ahead of their answers or come in while nobody reads the answers. Vert.x itself would keep all of them in memory;
 * and where a connection with a request in waiting is closed, it forgets to say so (a null in its
 * {@code Http1xServerRequest.handleException}), and nobody would stop to serve it or to count it.
 *
 * <p>A request whose chunks are none is refused here, in its turn: Vert.x would close the connection without a word.
 */
final class Pipelining extends ChannelDuplexHandler {

    /** A request has two parts or more. Hardly any client sends a second one before it has the first answer. */
    private static final int MAX_PARTS = 32;

    private static final String NAME = "pipelining";

    /** Vert.x' own name of what takes requests off the wire. */
    private static final String BEFORE = "handler";

    private final Queue<Object> waiting = new ArrayDeque<>(1);

    /** A request is being served; the first one is what this comes to a connection with. */
    private boolean busy = true;

    /** Its answer has begun, and cannot become another one. */
    private boolean answering;

    /** The last answer of this connection was given here. */
    private boolean refused;

    private Pipelining() {}

    /** Holds the connection of this request to it from now on. */
    static void bound(RoutingContext context) {
        Channel channel = ConnectionEnd.channel(context);
        if (channel.pipeline().get(NAME) == null) {
            channel.pipeline().addBefore(BEFORE, NAME, new Pipelining());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object part) {
        boolean request = part instanceof HttpRequest;
        if (request && !context.channel().isWritable() || waiting.size() == MAX_PARTS) {
            ReferenceCountUtil.release(part);
            context.close();
        } else if (!waiting.isEmpty() || request && busy) {
            waiting.add(part);
        } else {
            passOn(context, part);
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object part, ChannelPromise promise) {
        if (refused) {
            ReferenceCountUtil.release(part);
            promise.tryFailure(new ClosedChannelException());
            return;
        }
        context.write(part, promise);
        if (isInterim(part)) {
            return;
        }
        answering |= part instanceof HttpResponse;
        if (part instanceof LastHttpContent) {
            answering = false;
            busy = false;
            if (!waiting.isEmpty()) {
                // Vert.x is in the middle of what it does at the end of an answer.
                context.executor().execute(() -> passOnNext(context));
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
        context.fireChannelInactive();
    }

    private void passOnNext(ChannelHandlerContext context) {
        while (!waiting.isEmpty() && !(busy && waiting.peek() instanceof HttpRequest)) {
            passOn(context, waiting.remove());
        }
        context.fireChannelReadComplete();
    }

    private void passOn(ChannelHandlerContext context, Object part) {
        busy |= part instanceof HttpRequest;
        if (isNoBody(part)) {
            ReferenceCountUtil.release(part);
            refuse(context);
        } else {
            context.fireChannelRead(part);
        }
    }

    private void refuse(ChannelHandlerContext context) {
        refused = true;
        if (busy && !answering) {
            FullHttpResponse refusal =
                    new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.BAD_REQUEST);
            refusal.headers()
                    .set(HttpHeaderNames.CONTENT_LENGTH, 0)
                    .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            context.writeAndFlush(refusal).addListener(ChannelFutureListener.CLOSE);
        } else {
            context.close();
        }
    }

    /** A head that is none is a request of its own kind, which Vert.x refuses. */
    private static boolean isNoBody(Object part) {
        return part instanceof HttpContent content
                && !(part instanceof HttpRequest)
                && content.decoderResult().isFailure();
    }

    /** {@code 100 Continue} is a whole message, and no answer. */
    private static boolean isInterim(Object part) {
        return part instanceof HttpResponse response && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }
}
