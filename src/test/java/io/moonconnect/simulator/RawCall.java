package io.moonconnect.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** One GET on a bare socket, to see what really comes over the wire; {@code ending} says how it ended. */
record RawCall(String received, Ending ending) {

    enum Ending {
        CLOSED,
        RESET
    }

    static Socket open(URI base, String path, String header) throws IOException {
        Socket socket = new Socket(base.getHost(), base.getPort());
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    static RawCall untilTheEnd(URI base, String path, String header) throws IOException {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        try (Socket socket = open(base, path, header)) {
            socket.setSoTimeout(10_000);
            socket.getInputStream().transferTo(received);
            return new RawCall(received.toString(StandardCharsets.UTF_8), Ending.CLOSED);
        } catch (SocketException reset) {
            return new RawCall(received.toString(StandardCharsets.UTF_8), Ending.RESET);
        }
    }
}
