package io.moonconnect.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** An event endpoint on a free port that records requests and returns configured responses. */
public final class EventSink implements AutoCloseable {

    private static final int MOST_SECONDS = 60;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile int status = 204;
    private volatile CountDownLatch held = new CountDownLatch(0);

    /** @param headers their names in any case */
    public record Event(Map<String, String> headers, byte[] body) {

        public String header(String name) {
            return headers.get(name);
        }
    }

    public EventSink() {
        this(0);
    }

    /** @param port 0 for a free one */
    public EventSink(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress("localhost", port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    public URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/events?of=moonpay");
    }

    /** What has come so far, whatever was answered, oldest first. */
    public List<Event> events() {
        return List.copyOf(events);
    }

    /** From now on; 307 leads to itself. */
    public void answer(int newStatus) {
        status = newStatus;
    }

    /** From now on nothing is answered, until {@link #release()}. */
    public void hold() {
        held = new CountDownLatch(1);
    }

    public void release() {
        held.countDown();
    }

    /** As at the beginning. */
    public void reset() {
        release();
        events.clear();
        status = 204;
    }

    @Override
    public void close() {
        release();
        server.stop(0);
        threads.shutdownNow();
    }

    private void take(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        headers.put(":target", exchange.getRequestURI().toString());
        int answer = status;
        CountDownLatch until = held;
        events.add(new Event(headers, exchange.getRequestBody().readAllBytes()));
        try {
            if (!until.await(MOST_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
            return;
        }
        if (answer == 307) {
            exchange.getResponseHeaders().add("Location", url() + "&again");
        }
        exchange.sendResponseHeaders(answer, -1);
        exchange.close();
    }
}
