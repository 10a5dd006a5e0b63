package io.moonconnect.http;

import io.moonconnect.problem.Failure;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * Counts the bytes of a connection's head, or of the trailers of a chunked body, that the decoder keeps until they are
 * complete. It is the first handler of a connection; {@link Pipelining} reports each decoded part to it.
 */
final class UnfinishedHead extends ChannelInboundHandlerAdapter {

    private static final byte END_OF_LINE = '\n';
    private static final byte CARRIAGE_RETURN = '\r';

    /** Up to this many bytes are taken for chunk sizes, which the decoder does not keep. */
    private static final int CHUNK_SIZES = 128;

    /** Approximate memory of a line in the decoder, in addition to its bytes. */
    private static final int LINE = 96;

    /** The first lines, which are not counted: few heads have more. */
    private static final int FEW_LINES = 32;

    private final HeldHeads heads;
    private ChannelHandlerContext context;

    /** Bytes that the decoder may keep. */
    private int kept;

    /** Whole lines of them. */
    private int lines;

    /** What is counted for them. */
    private int held;

    /** Of the head whose bytes are held. */
    private long number;

    /** A head is awaited or arrives, and not a body. */
    private boolean inHead = true;

    /** The current line is empty so far; kept between reads. */
    private boolean atLineStart;

    /** Bytes of the current read up to its first empty line, or all. */
    private int toFirstEmptyLine;

    /** Bytes of the current read after its last empty line, or all. */
    private int afterLastEmptyLine;

    /** Bytes of bodies in the current read. */
    private int body;

    /** Something was decoded in the current read. */
    private boolean progress;

    /** The connection is closing: what still arrives is dropped, and not counted. */
    private boolean over;

    UnfinishedHead(HeldHeads heads) {
        this.heads = heads;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof ByteBuf bytes)) {
            ctx.fireChannelRead(message);
            return;
        }
        if (over) {
            ReferenceCountUtil.release(message);
            return;
        }
        int size = bytes.readableBytes();
        findEmptyLines(bytes);
        int endOfHead = inHead ? toFirstEmptyLine : 0;
        body = 0;
        progress = false;
        ctx.fireChannelRead(message);
        if (over || !ctx.channel().isActive()) {
            hold(0);
        } else if (progress) {
            hold(0);
            // What is not complete has no empty line.
            hold(Math.max(0, Math.min(afterLastEmptyLine, size - endOfHead - body)));
        } else {
            hold(kept + size);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        hold(0);
        ctx.fireChannelInactive();
    }

    /** Called within a read for each part that it completes. */
    void decoded(Object part) {
        progress = true;
        if (part instanceof HttpRequest) {
            inHead = false;
        }
        if (part instanceof HttpContent content) {
            body += content.content().readableBytes();
        }
        if (part instanceof LastHttpContent) {
            inHead = true;
        }
    }

    /** Whether the body of the latest request, or its trailers, are still to come. */
    boolean isInBody() {
        return !inHead;
    }

    /** Refuses the head of this number, if it is still unfinished, later and on the event loop, and then calls back. */
    void refuse(long refused, Failure failure, Runnable done) {
        context.executor().execute(() -> {
            if (held > 0 && number == refused) {
                end();
                Pipelining.refuse(context.channel(), failure);
            }
            done.run();
        });
    }

    /** Called when the connection has its last response. */
    void end() {
        over = true;
        hold(0);
    }

    private void hold(int unfinished) {
        // More is never kept: the decoder refuses it, or skips it before the first line.
        kept = Math.min(unfinished, heads.most());
        lines = kept == 0 ? 0 : lines;
        int bytes = inHead || kept > CHUNK_SIZES ? kept + Math.max(0, lines - FEW_LINES) * LINE : 0;
        if (bytes != held) {
            int before = held;
            held = bytes;
            number = heads.resize(this, number, before, bytes);
        }
    }

    private void findEmptyLines(ByteBuf bytes) {
        int start = bytes.readerIndex();
        int end = bytes.writerIndex();
        int first = end;
        int last = start;
        int line = start;
        for (int feed = lineFeed(bytes, line); feed >= 0; feed = lineFeed(bytes, line)) {
            int next = feed + 1;
            if (atLineStart && isEmpty(bytes, line, feed)) {
                first = Math.min(first, next);
                last = next;
                lines = 0;
            } else {
                lines++;
            }
            atLineStart = true;
            line = next;
        }
        atLineStart &= isEmpty(bytes, line, end);
        toFirstEmptyLine = first - start;
        afterLastEmptyLine = end - last;
    }

    private static int lineFeed(ByteBuf bytes, int from) {
        return bytes.indexOf(from, bytes.writerIndex(), END_OF_LINE);
    }

    /** Whether there are only carriage returns. */
    private static boolean isEmpty(ByteBuf bytes, int from, int to) {
        int index = from;
        while (index < to && bytes.getByte(index) == CARRIAGE_RETURN) {
            index++;
        }
        return index == to;
    }
}
