package io.moonconnect.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;

import io.moonconnect.contract.OwnContract;
import io.restassured.RestAssured;

/**
 * A stream of the service's, read off the wire as a browser's fetch would: event by event, and nothing before it is asked
 * for. Every event is held against our OpenAPI document.
 */
public final class EventStream implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String method;
    private final String path;
    private final Socket socket;
    private final InputStream in;
    private final RawHttp.Reply head;
    private final boolean held;
    private int leftOfChunk;
    private boolean atEnd;

    /**
     * An event.
     *
     * @param id null where it has none
     * @param nanos when it was read
     */
    public record Event(String id, String name, String data, long nanos) {

        public JsonNode json() {
            return ControlWire.read(data);
        }

        /** The payment method that it is about: its type. */
        public String type() {
            return json().path("paymentMethod").path("type").textValue();
        }

        public boolean is(String event, String paymentMethodType) {
            return name.equals(event) && paymentMethodType.equals(type());
        }
    }

    private EventStream(String method, String path, Socket socket, boolean held) throws IOException {
        this.method = method;
        this.path = path;
        this.socket = socket;
        this.held = held;
        this.in = new BufferedInputStream(socket.getInputStream(), 512);
        this.head = RawHttp.read(in, false);
    }

    /** Posts JSON to the service under test, with a customer's access token. */
    public static EventStream post(String path, String accessToken, String json, String... headers) {
        return send("POST", path, request(path, accessToken, json, headers), RestAssured.port, true);
    }

    /** Gets a stream of the service under test, with a customer's access token. */
    public static EventStream get(String path, String accessToken, String... headers) {
        return get(RestAssured.port, path, accessToken, headers);
    }

    /** The same of a service at this port. */
    public static EventStream get(int port, String path, String accessToken, String... headers) {
        List<String> lines = new ArrayList<>(List.of(headers));
        lines.add("MoonPay-Access-Token: " + accessToken);
        return send("GET", path, RawHttp.head("GET", path, lines.toArray(String[]::new)), port, true);
    }

    /** The same, where MoonPay sends what the document does not have. */
    public static EventStream unheldGet(String path, String accessToken) {
        String[] lines = {"MoonPay-Access-Token: " + accessToken};
        return send("GET", path, RawHttp.head("GET", path, lines), RestAssured.port, false);
    }

    /** The same as a post, where MoonPay sends what the document does not have. */
    public static EventStream unheld(String path, String accessToken, String json) {
        return send("POST", path, request(path, accessToken, json), RestAssured.port, false);
    }

    /** Sends these bytes to a service at this port. */
    public static EventStream send(String method, String path, String request, int port, boolean held) {
        if (held) {
            // Not while the first stream of a run is open, whose life and quotes may be short.
            OwnContract.load();
        }
        try {
            Socket socket = new Socket();
            // So that a test that does not read is felt soon.
            socket.setReceiveBufferSize(4 * 1024);
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.connect(new InetSocketAddress("localhost", port));
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new EventStream(method, path, socket, held);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bytes of a request for a stream. */
    public static String request(String path, String accessToken, String json, String... headers) {
        List<String> lines = new ArrayList<>(List.of(headers));
        lines.add("MoonPay-Access-Token: " + accessToken);
        lines.add("Content-Type: application/json");
        lines.add("Content-Length: " + json.getBytes(StandardCharsets.UTF_8).length);
        return RawHttp.head("POST", path, lines.toArray(String[]::new)) + json;
    }

    /** The head of the answer; where it is no stream, the whole answer. */
    public RawHttp.Reply head() {
        return head;
    }

    /** The next event. */
    public Event next() {
        try {
            Event event = read();
            if (event == null) {
                throw new AssertionError("the stream has ended");
            }
            return event;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The events up to the first one of this name. */
    public List<Event> until(String name) {
        return until(event -> event.name().equals(name));
    }

    /** The events up to the first one like this. */
    public List<Event> until(Predicate<Event> last) {
        List<Event> events = new ArrayList<>();
        do {
            events.add(next());
        } while (!last.test(events.get(events.size() - 1)));
        return events;
    }

    /** Whether nothing more comes and the answer is whole. */
    public boolean ends() {
        try {
            return read() == null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Event read() throws IOException {
        String id = null;
        String name = "message";
        List<String> data = new ArrayList<>();
        for (String line = line(); line != null; line = line()) {
            int colon = line.indexOf(':');
            String value = colon < 0 ? "" : line.substring(colon + 1).replaceFirst("^ ", "");
            switch (colon < 0 ? line : line.substring(0, colon)) {
                case "id" -> id = value;
                case "event" -> name = value;
                case "data" -> data.add(value);
                default -> {
                    if (line.isEmpty() && !data.isEmpty()) {
                        return checked(new Event(id, name, String.join("\n", data), System.nanoTime()));
                    }
                }
            }
        }
        return null;
    }

    private Event checked(Event event) {
        if (held) {
            OwnContract.assertEvent(method, path, event.name(), event.data());
        }
        return event;
    }

    /** Null at the end. */
    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = body(); next >= 0; next = body()) {
            if (next == '\n') {
                return line.toString(StandardCharsets.UTF_8);
            }
            line.write(next);
        }
        return null;
    }

    /** One byte of what the chunks carry. */
    private int body() throws IOException {
        if (leftOfChunk == 0 && !atEnd) {
            String size = chunkLine();
            leftOfChunk = Integer.parseInt(size.isEmpty() ? chunkLine() : size, 16);
            atEnd = leftOfChunk == 0;
        }
        if (atEnd) {
            return -1;
        }
        leftOfChunk--;
        return in.read();
    }

    private String chunkLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the connection was closed in the middle of the stream");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
