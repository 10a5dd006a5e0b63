package io.moonconnect.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;

/** A page of another site than the simulator's that embeds a frame and speaks its protocol, under a test's hand. */
public final class FrameApp implements AutoCloseable {

    public static final String FRAME = "#frame";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CHANNEL = "channel-1";
    private static final byte[] PAGE = """
            <!doctype html><html lang="en"><title>App</title><body><script>
            const app = {
              messages: [],
              embed(url, acks) {
                app.origin = new URL(url).origin;
                app.acks = acks;
                app.frame = document.createElement('iframe');
                app.frame.id = 'frame';
                app.frame.width = 480;
                app.frame.height = 600;
                app.frame.src = url;
                document.body.append(app.frame);
              },
              remove() {
                app.frame.remove();
                app.messages = [];
              },
              send(message) {
                app.frame.contentWindow.postMessage(JSON.stringify(message), app.origin);
              },
            };
            addEventListener('message', (event) => {
              if (event.source !== app.frame?.contentWindow || event.origin !== app.origin) return;
              app.messages.push(event.data);
              const message = JSON.parse(event.data);
              if (message.kind === 'handshake' && app.acks) {
                app.send({ version: 2, meta: message.meta, kind: 'ack' });
              }
            });
            </script></body></html>
            """.getBytes(StandardCharsets.UTF_8);

    private final HttpServer server;
    private final Browser browser;
    private final URI frames;

    /** Opens the page in the browser; {@code frames} is the origin that serves the frames. */
    public FrameApp(Browser browser, URI frames) {
        this.browser = browser;
        this.frames = frames;
        this.server = serve();
        browser.open(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"));
    }

    /** Embeds the frame and answers its handshake. */
    public void embed(String frame, Map<String, String> parameters) {
        embed(url(frame, parameters), true);
    }

    public void embedSilently(String frame, Map<String, String> parameters) {
        embed(url(frame, parameters), false);
    }

    /** Embeds a frame by a URL that a message had, adding the channel. */
    public void embedAt(String url) {
        embed(url + "&channelId=" + CHANNEL, true);
    }

    /** The payload of the first message of this kind, once it has come. */
    public JsonNode await(String kind) {
        return browser.until("a message " + kind, () -> messages().stream()
                .filter(message -> kind.equals(message.path("kind").textValue()))
                .findFirst()
                .map(message -> message.path("payload"))
                .orElse(null));
    }

    /** All messages of the frame up to now. */
    public List<JsonNode> messages() {
        List<JsonNode> messages = new ArrayList<>();
        ((List<?>) browser.script("return app.messages")).forEach(text -> messages.add(read(String.valueOf(text))));
        return messages;
    }

    public List<String> kinds() {
        return messages().stream()
                .map(message -> message.path("kind").textValue())
                .toList();
    }

    public void send(String kind, String payload) {
        send(2, CHANNEL, kind, payload);
    }

    public void send(int version, String channel, String kind, String payload) {
        browser.script(
                "app.send({version: arguments[0], meta: {channelId: arguments[1]}, kind: arguments[2],"
                        + " payload: JSON.parse(arguments[3])})",
                version,
                channel,
                kind,
                payload);
    }

    /** From here on as if nothing had been embedded. */
    public void remove() {
        browser.script("app.remove()");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void embed(String url, boolean acks) {
        browser.script("app.embed(arguments[0], arguments[1])", url, acks);
    }

    private String url(String frame, Map<String, String> parameters) {
        StringBuilder url = new StringBuilder(frames + "/platform/v1/" + frame + "?channelId=" + CHANNEL);
        parameters.forEach((name, value) ->
                url.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return url.toString();
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    private static HttpServer serve() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            server.createContext("/", exchange -> {
                exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
                exchange.sendResponseHeaders(200, PAGE.length);
                exchange.getResponseBody().write(PAGE);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }
}
