package io.moonconnect.artifact;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Very many clients of streams in one thread: each is a connection, and what it has seen so far. */
final class ManyStreams implements AutoCloseable {

    private static final String COMPLETE = "event: complete\n";
    private static final String HEARTBEAT = "event: heartbeat\n";
    private static final String LEAVING = "{\"reason\":\"server-leaving\"}";

    /** As long as what is looked for, so that nothing is missed that comes in two parts. */
    private static final int TAIL = 40;

    /** So many are opened at a time: the queue of a socket that listens is short. */
    private static final int OPENING_AT_ONCE = 50;

    private final int port;
    private final byte[] request;
    private final Selector selector;
    private final List<Client> clients = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);

    ManyStreams(int port, String request) throws IOException {
        this.port = port;
        this.request = request.getBytes(StandardCharsets.UTF_8);
        this.selector = Selector.open();
    }

    /** Opens so many, and waits until the first round of each is complete. */
    void open(int count, Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (clients.size() < count) {
            for (int i = 0; i < OPENING_AT_ONCE && clients.size() < count; i++) {
                clients.add(new Client());
            }
            until(() -> all(client -> client.complete), deadline);
        }
    }

    /** Waits until each has got another heartbeat. */
    void awaitHeartbeats(Duration patience) throws IOException {
        clients.forEach(client -> client.heartbeat = false);
        until(() -> all(client -> client.heartbeat), System.nanoTime() + patience.toNanos());
    }

    /** Waits until each has received {@code server-leaving} and its connection is closed. */
    void awaitLeaving(Duration patience) throws IOException {
        until(() -> all(client -> client.leaving && client.closed), System.nanoTime() + patience.toNanos());
    }

    /** How many were closed by the service. */
    long closed() {
        return clients.stream().filter(client -> client.closed).count();
    }

    @Override
    public void close() throws IOException {
        for (Client client : clients) {
            client.channel.close();
        }
        selector.close();
    }

    private boolean all(Predicate<Client> state) {
        return clients.stream().allMatch(state);
    }

    private void until(BooleanSupplier reached, long deadline) throws IOException {
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not in time: " + clients.size() + " streams, complete "
                        + count(client -> client.complete) + ", with a heartbeat " + count(client -> client.heartbeat)
                        + ", got bye " + count(client -> client.leaving) + ", closed " + closed());
            }
            selector.select(100);
            for (SelectionKey key : selector.selectedKeys()) {
                ((Client) key.attachment()).read();
            }
            selector.selectedKeys().clear();
        }
    }

    private long count(Predicate<Client> state) {
        return clients.stream().filter(state).count();
    }

    private final class Client {

        private final SocketChannel channel;
        private String tail = "";
        private boolean complete;
        private boolean heartbeat;
        private boolean leaving;
        private boolean closed;

        Client() throws IOException {
            channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.write(ByteBuffer.wrap(request));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, this);
        }

        void read() throws IOException {
            buffer.clear();
            int length = channel.read(buffer);
            if (length < 0) {
                closed = true;
                channel.close();
                return;
            }
            String text = tail + StandardCharsets.ISO_8859_1.decode(buffer.flip());
            complete |= text.contains(COMPLETE);
            heartbeat |= text.contains(HEARTBEAT);
            leaving |= text.contains(LEAVING);
            tail = text.substring(Math.max(0, text.length() - TAIL));
        }
    }
}
