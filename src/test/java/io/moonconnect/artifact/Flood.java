package io.moonconnect.artifact;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.moonconnect.testing.AbortedRequests;
import io.moonconnect.testing.RawHttp;

/** Far more requests at once than a service takes, over kept connections, and beside them some that are never finished. */
final class Flood implements AutoCloseable {

    private static final int THREADS = 2;
    private static final int CONNECTIONS_PER_THREAD = 200;

    /** One that is kept, read in large pieces: the flood must not need the processor more than who is flooded. */
    private record Connection(Socket socket, InputStream in) {

        static Connection open(int port) throws IOException {
            Socket socket = new Socket("localhost", port);
            socket.setSoTimeout((int) ArtifactProcess.PATIENCE.toMillis());
            return new Connection(socket, new BufferedInputStream(socket.getInputStream()));
        }
    }

    private final int port;
    private final byte[] request;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS + 1);
    private final Map<Integer, AtomicInteger> answers = new ConcurrentHashMap<>();
    private final Queue<String> oddities = new ConcurrentLinkedQueue<>();
    private volatile boolean ended;

    /** @param request a whole one; it is sent on each connection again and again */
    Flood(int port, String request, String... headersOfAborted) {
        this.port = port;
        this.request = request.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < THREADS; i++) {
            threads.execute(this::send);
        }
        threads.execute(() -> abort(headersOfAborted));
    }

    /** How often this status was answered. */
    int answers(int status) {
        return answers.getOrDefault(status, new AtomicInteger()).get();
    }

    /** What no answer may be: neither 200 nor a whole refusal, or none at all. */
    Queue<String> oddities() {
        return oddities;
    }

    /** Sends nothing more. */
    void stop() {
        ended = true;
        threads.shutdown();
        try {
            threads.awaitTermination(ArtifactProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }

    private void send() {
        List<Connection> connections = new ArrayList<>();
        try {
            while (!ended) {
                while (connections.size() < CONNECTIONS_PER_THREAD) {
                    connections.add(Connection.open(port));
                }
                for (Connection connection : connections) {
                    connection.socket().getOutputStream().write(request);
                }
                for (Connection connection : List.copyOf(connections)) {
                    RawHttp.Reply reply = RawHttp.read(connection.in(), false);
                    judge(reply);
                    if ("close".equals(reply.header("Connection"))) {
                        connections.remove(connection);
                        connection.socket().close();
                    }
                }
            }
            for (Connection connection : connections) {
                connection.socket().close();
            }
        } catch (IOException broken) {
            oddities.add(broken.toString());
        }
    }

    private void judge(RawHttp.Reply reply) {
        answers.computeIfAbsent(reply.status(), unused -> new AtomicInteger()).incrementAndGet();
        boolean refused = reply.status() == 503
                && reply.body().contains("/overloaded\"")
                && "1".equals(reply.header("Retry-After"));
        if (reply.status() != 200 && !refused) {
            oddities.add(reply.toString());
        }
    }

    private void abort(String... headers) {
        try {
            while (!ended) {
                AbortedRequests.send(port, 20, headers);
            }
        } catch (IOException broken) {
            oddities.add(broken.toString());
        }
    }
}
