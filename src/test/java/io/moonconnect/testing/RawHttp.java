package io.moonconnect.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

import io.restassured.RestAssured;

/** Sends bytes to the service under test as they are: what an HTTP client would tidy up, or refuse to send. */
public final class RawHttp {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private RawHttp() {}

    /** An answer; header names in any case. */
    public record Reply(int status, Map<String, String> headers, String body) {

        public String header(String name) {
            return headers.get(name);
        }
    }

    /** Sends a request without a body. */
    public static Reply send(String method, String target, String... headerLines) {
        return exchange(head(method, target, headerLines).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The start of a request, up to where its body begins. */
    public static String head(String method, String target, String... headerLines) {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
        for (String line : headerLines) {
            head.append(line).append("\r\n");
        }
        return head.append("\r\n").toString();
    }

    /** Sends these bytes and reads one answer. */
    public static Reply exchange(byte[] request) {
        try (Socket socket = open()) {
            socket.getOutputStream().write(request);
            return read(socket, request[0] == 'H');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A connection to the service under test. */
    public static Socket open() throws IOException {
        Socket socket = new Socket("localhost", RestAssured.port);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    /** Posts JSON on a connection, and reads the answer: what comes on one connection is served on one event loop. */
    public static Reply post(Socket socket, String target, String json, String... headerLines) throws IOException {
        return json(socket, "POST", target, json, headerLines);
    }

    /** The same with another method. */
    public static Reply json(Socket socket, String method, String target, String json, String... headerLines)
            throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        String[] lines = Arrays.copyOf(headerLines, headerLines.length + 2);
        lines[headerLines.length] = "Content-Type: application/json";
        lines[headerLines.length + 1] = "Content-Length: " + body.length;
        socket.getOutputStream().write(head(method, target, lines).getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().write(body);
        return read(socket, false);
    }

    /** Deletes on a connection, with a customer's access token. */
    public static Reply delete(Socket socket, String target, String accessToken) throws IOException {
        String request = head("DELETE", target, "MoonPay-Access-Token: " + accessToken);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        return read(socket, false);
    }

    /** Reads one answer; an answer to HEAD has no body whatever its headers say. */
    public static Reply read(Socket socket, boolean toHead) throws IOException {
        return read(socket.getInputStream(), toHead);
    }

    /** The same from a stream, which a test that reads much buffers. */
    public static Reply read(InputStream in, boolean toHead) throws IOException {
        String head = upTo(in, "\r\n\r\n");
        if (head.isEmpty()) {
            return new Reply(0, Map.of(), "");
        }
        String[] lines = head.split("\r\n");
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 1; i < lines.length; i++) {
            String[] header = lines[i].split(":", 2);
            headers.put(header[0], header[1].strip());
        }
        int length = toHead ? 0 : Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        return new Reply(Integer.parseInt(lines[0].split(" ")[1]), headers, body);
    }

    /** Whether the service closes the connection, whatever it may still send. */
    public static boolean closes(Socket socket) {
        try {
            InputStream in = socket.getInputStream();
            while (in.read() >= 0) {
                continue;
            }
            return true;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    private static String upTo(InputStream in, String end) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String text = "";
        for (int next = in.read(); next >= 0; next = in.read()) {
            bytes.write(next);
            if (next == '\n') {
                text = bytes.toString(StandardCharsets.ISO_8859_1);
                if (text.endsWith(end)) {
                    return text;
                }
            }
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }
}
