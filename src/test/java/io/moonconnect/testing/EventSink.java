package io.moonconnect.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

/** An event endpoint on a free port that records requests and returns configured responses. */
public final class EventSink implements AutoCloseable {

    /** Instead of a status: the connection is closed after the request, without a response. */
    public static final int NO_RESPONSE = 0;

    private static final int MOST_SECONDS = 60;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final Queue<Integer> next = new ConcurrentLinkedQueue<>();
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
        this(port, null);
    }

    private EventSink(int port, SSLContext tls) {
        try {
            server = tls == null
                    ? HttpServer.create(new InetSocketAddress("localhost", port), 0)
                    : overTls(new InetSocketAddress("localhost", port), tls);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    /** With the certificate of this file. */
    public static EventSink overTls(KeyStoreFile store) {
        return new EventSink(0, store.context());
    }

    private static HttpServer overTls(InetSocketAddress address, SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create(address, 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return server;
    }

    public URI url() {
        String scheme = server instanceof HttpsServer ? "https" : "http";
        return URI.create(scheme + "://localhost:" + server.getAddress().getPort() + "/events?of=moonpay");
    }

    /** What has come so far, whatever was answered, oldest first. */
    public List<Event> events() {
        return List.copyOf(events);
    }

    /** From now on; 307 leads to itself. */
    public void answer(int newStatus) {
        status = newStatus;
    }

    /** One event each, before what {@link #answer} says. */
    public void answerNext(Integer... statuses) {
        next.addAll(List.of(statuses));
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
        next.clear();
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
        int answer = Objects.requireNonNullElse(next.poll(), status);
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
        if (answer == NO_RESPONSE) {
            exchange.close();
            return;
        }
        if (answer == 307) {
            exchange.getResponseHeaders().add("Location", url() + "&again");
        }
        exchange.sendResponseHeaders(answer, -1);
        exchange.close();
    }
}
