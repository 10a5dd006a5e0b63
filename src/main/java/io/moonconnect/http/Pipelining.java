package io.moonconnect.http;

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
 * Passes pipelined requests to Vert.x one at a time, each after the previous response, and closes connections that
 * pipeline too many or do not read their responses: Vert.x would answer them all and buffer the responses.
 *
 * <p>Requests with invalid chunks are rejected here, in order: Vert.x would close the connection without a response.
 */
final class Pipelining extends ChannelDuplexHandler {

    /** A request has at least two parts. Clients rarely send a second request before the first response. */
    private static final int MAX_PARTS = 32;

    private static final String NAME = "pipelining";

    /** Vert.x' name of its own handler in the pipeline. */
    private static final String BEFORE = "handler";

    private final Queue<Object> waiting = new ArrayDeque<>(1);

    /** A request is in progress; true initially, because the first request installs this handler. */
    private boolean busy = true;

    /** Its response has started, so it can no longer be replaced. */
    private boolean answering;

    /** A rejection has been sent; the connection is closing. */
    private boolean refused;

    private Pipelining() {}

    /** Installs this handler on the request's connection, once. */
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
                // Deferred, because Vert.x is still completing the response.
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
        if (isInvalidBody(part)) {
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

    /** An invalid head is passed on: Vert.x rejects it. */
    private static boolean isInvalidBody(Object part) {
        return part instanceof HttpContent content
                && !(part instanceof HttpRequest)
                && content.decoderResult().isFailure();
    }

    /** {@code 100 Continue} is a complete message, but not the response. */
    private static boolean isInterim(Object part) {
        return part instanceof HttpResponse response && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }
}
