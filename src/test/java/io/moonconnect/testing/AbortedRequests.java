package io.moonconnect.testing;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Requests of various forms whose client disconnects before the response or never sends the rest. */
public final class AbortedRequests {

    private static final String JSON = "Content-Type: application/json";
    private static final String CHUNKED = "Transfer-Encoding: chunked";
    private static final String BODY = "{\"externalCustomerId\":\"cust-1\"}";

    /** How long one in a few waits for the first byte of an answer. */
    private static final int WAIT_MILLIS = 30;

    private AbortedRequests() {}

    /** Sends so many, one after the other, each on a connection of its own. */
    public static void send(int port, int requests, String... headers) throws IOException {
        List<String> shapes = shapes(headers);
        for (int i = 0; i < requests; i++) {
            try (Socket socket = new Socket("localhost", port)) {
                // Gone with a reset, every other one.
                socket.setSoLinger(i % 2 == 0, 0);
                socket.setSoTimeout(WAIT_MILLIS);
                socket.getOutputStream().write(shapes.get(i % shapes.size()).getBytes(StandardCharsets.ISO_8859_1));
                if (i % 5 == 0) {
                    socket.getInputStream().read();
                }
            } catch (ConnectException nobodyListens) {
                throw nobodyListens;
            } catch (IOException cutOffOrLate) {
                // As they are meant to be.
                continue;
            }
        }
    }

    private static List<String> shapes(String... headers) {
        String whole = post(headers, "Content-Length: " + BODY.length()) + BODY;
        String half = whole.substring(0, whole.length() - 5);
        return List.of(
                whole,
                half,
                post(headers, CHUNKED) + "5\r\n{\"ext",
                post(headers, CHUNKED) + "zz\r\n",
                post(headers, "Content-Length: 1000000") + "{",
                post(headers, "Expect: 100-continue", "Content-Length: 31"),
                RawHttp.head("GET", "/v1/disclosures", headers),
                RawHttp.head("GET", "/v1//disclosures"),
                RawHttp.head("GET", "/nowhere"),
                RawHttp.head("BREW", "/v1/disclosures"),
                RawHttp.head("GET", "*"),
                whole + whole + half,
                post(headers, CHUNKED) + "2\r\n{}\r\n0\r\n\r\n" + whole + half,
                "GET /v1/disclosures HTTP/1.1\r\n\r\n",
                "GET /v1/disclosures HTTP/1.1\r\n\r\n".repeat(30));
    }

    private static String post(String[] headers, String... framing) {
        String lines = String.join("\r\n", headers);
        String head = RawHttp.head("POST", "/v1/sessions", JSON, String.join("\r\n", framing));
        return lines.isEmpty() ? head : head.substring(0, head.length() - 2) + lines + "\r\n\r\n";
    }
}
