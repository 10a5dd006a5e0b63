package io.moonconnect.http;

import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

import io.moonconnect.problem.Failure;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * Passes pipelined requests to Vert.x one at a time, each after the previous response, and closes connections that
 * pipeline too many or do not read their responses: Vert.x would answer them all and buffer the responses.
 *
 * <p>Requests with invalid chunks and heads that cannot be decoded are rejected here, in order: Vert.x would close the
 * connection without a response, or respond without a body.
 */
final class Pipelining extends ChannelDuplexHandler {

    /** A request has at least two parts. Clients rarely send a second request before the first response. */
    private static final int MAX_PARTS = 32;

    private static final long LINGER_MILLIS = 1000;

    private static final Failure INVALID_BODY = Failure.invalid("body", "is not valid chunked transfer coding");

    private static final String NAME = "pipelining";

    /** Vert.x' name of its own handler in the pipeline. */
    private static final String BEFORE = "handler";

    private final Queue<Object> waiting = new ArrayDeque<>(1);

    private final RefusedHeads refusals;

    /** A request is in progress. */
    private boolean busy;

    /** Gets each decoded part; null on a connection that was accepted before the hook was in place. */
    private UnfinishedHead head;

    /** Its response has started, so it can no longer be replaced. */
    private boolean answering;

    /** A rejection has been sent; the connection is closing. */
    private boolean refused;

    /**
     * The current or previous response is the last one of the connection, so later requests are dropped. Also set for
     * versions other than HTTP/1, because Vert.x closes the connection after them.
     */
    private boolean last;

    private Pipelining(RefusedHeads refusals, boolean busy) {
        this.refusals = refusals;
        this.busy = busy;
    }

    /** Installs this handler once, as soon as Vert.x' own is there. */
    static void bound(Channel channel, RefusedHeads refusals, boolean busy) {
        ChannelPipeline pipeline = channel.pipeline();
        if (pipeline.get(NAME) == null && pipeline.get(BEFORE) != null) {
            pipeline.addBefore(BEFORE, NAME, new Pipelining(refusals, busy));
        }
    }

    /** Ends a connection, with a response if one is due to what arrives. */
    static void refuse(Channel channel, Failure failure) {
        ChannelHandlerContext context = channel.pipeline().context(NAME);
        if (context == null) {
            channel.close();
        } else {
            Pipelining handler = (Pipelining) context.handler();
            handler.refuse(context, failure, !handler.busy || handler.isRequestArriving());
        }
    }

    /** Whether the request in progress is the one that is still arriving, without a response yet. */
    private boolean isRequestArriving() {
        return waiting.isEmpty() && !answering && head != null && head.isInBody();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        head = context.pipeline().get(UnfinishedHead.class);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object part) {
        if (head != null) {
            head.decoded(part);
        }
        if (refused) {
            ReferenceCountUtil.release(part);
            return;
        }
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
        if (part instanceof HttpResponse response) {
            answering = true;
            last |= !HttpUtil.isKeepAlive(response);
        }
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
        while (!waiting.isEmpty() && !refused && !(busy && waiting.peek() instanceof HttpRequest)) {
            passOn(context, waiting.remove());
        }
        context.fireChannelReadComplete();
    }

    private void passOn(ChannelHandlerContext context, Object part) {
        HttpRequest request = part instanceof HttpRequest begun ? begun : null;
        if (request != null && last && !busy) {
            refused = true;
            ReferenceCountUtil.release(part);
        } else if (request != null && request.decoderResult().isFailure()) {
            ReferenceCountUtil.release(part);
            refuse(context, refusals.reason(request), !busy);
        } else if (isInvalidBody(part)) {
            ReferenceCountUtil.release(part);
            refuse(context, INVALID_BODY, busy && !answering);
        } else {
            if (request != null) {
                busy = true;
                last = request.protocolVersion().majorVersion() != 1;
            }
            context.fireChannelRead(part);
        }
    }

    /** @param inTurn whether a response would not follow or interrupt another one */
    private void refuse(ChannelHandlerContext context, Failure failure, boolean inTurn) {
        refused = true;
        if (head != null) {
            head.end();
        }
        if (inTurn) {
            context.writeAndFlush(refusals.response(failure)).addListener(sent -> shutdownOutput(context.channel()));
            context.executor().schedule(() -> context.channel().close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            context.close();
        }
    }

    /**
     * Closing while the client is still sending would reset the connection before it reads the response. The grace
     * period starts with the rejection, so that a client that reads nothing cannot keep the connection open.
     */
    private static void shutdownOutput(Channel channel) {
        ((DuplexChannel) channel).shutdownOutput();
    }

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
