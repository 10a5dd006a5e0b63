package io.moonconnect.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A forward proxy: opens tunnels (CONNECT), forwards requests with an absolute target, refuses either, or never answers. */
public final class ConnectProxy implements AutoCloseable {

    private static final String END_OF_HEAD = "\r\n\r\n";

    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "connect-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final int port;
    private ServerSocket listener;
    private Future<?> accepting;
    private volatile int refusal;
    private volatile boolean hanging;

    public ConnectProxy() {
        this(FreePort.find());
    }

    public ConnectProxy(int port) {
        listen(port);
        this.port = listener.getLocalPort();
    }

    public int port() {
        return port;
    }

    /** The heads of all requests. */
    public List<String> heads() {
        return heads;
    }

    /** Works from now on; tunnels that exist are closed. */
    public void work() {
        refusal = 0;
        hanging = false;
        closeConnections();
        if (listener.isClosed()) {
            listen(port);
        }
    }

    /** Answers with this status from now on; tunnels that exist are closed. */
    public void refuse(int status) {
        work();
        refusal = status;
        closeConnections();
    }

    /** Accepts connections and never answers from now on; tunnels that exist are closed. */
    public void hang() {
        work();
        hanging = true;
        closeConnections();
    }

    /** Does not listen; tunnels that exist are closed. */
    public void away() {
        quietly(listener);
        try {
            // The port is free only once no accept is in progress.
            accepting.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
        closeConnections();
    }

    private void closeConnections() {
        sockets.forEach(ConnectProxy::quietly);
        sockets.clear();
    }

    @Override
    public void close() {
        away();
        threads.shutdownNow();
    }

    private void listen(int at) {
        try {
            ServerSocket socket = new ServerSocket(at, 0, InetAddress.getByName("localhost"));
            listener = socket;
            accepting = threads.submit(() -> accept(socket));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket listening) {
        try {
            while (true) {
                Socket client = listening.accept();
                sockets.add(client);
                threads.execute(() -> serve(client));
            }
        } catch (IOException closed) {
            // As intended.
        }
    }

    private void serve(Socket client) {
        try {
            String head = head(client.getInputStream());
            heads.add(head);
            if (hanging) {
                return;
            }
            if (refusal > 0) {
                write(client, "HTTP/1.1 " + refusal + " Refused\r\nContent-Length: 0\r\n\r\n");
                quietly(client);
                return;
            }
            String target = head.split(" ")[1];
            boolean tunnel = head.startsWith("CONNECT ");
            URI uri = URI.create(tunnel ? "tunnel://" + target : target);
            Socket server = new Socket(uri.getHost(), uri.getPort());
            sockets.add(server);
            if (tunnel) {
                write(client, "HTTP/1.1 200 Established\r\n\r\n");
            } else {
                write(server, head);
            }
            threads.execute(() -> pump(client, server));
            pump(server, client);
        } catch (IOException gone) {
            quietly(client);
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith(END_OF_HEAD)) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed");
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static void write(Socket to, String text) throws IOException {
        to.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException gone) {
            // Both are closed below.
        }
        quietly(from);
        quietly(to);
    }

    private static void quietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception gone) {
            // It is closed already.
        }
    }
}
