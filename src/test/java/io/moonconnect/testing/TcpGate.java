package io.moonconnect.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A port in front of a server: it passes on every byte, close and TCP reset, or refuses connections, lets them hang, or closes
 * its half of them. That is what no server can do to those who connect to it.
 */
public final class TcpGate implements AutoCloseable {

    private static final int USUAL_BACKLOG = 50;
    private static final int LEAST_BACKLOG = 1;
    private static final int FULL_AFTER_MILLIS = 300;
    private static final int MOST_FILLERS = 64;
    private static final int MOST_AT_ONCE = 8192;

    private final int port;
    private volatile int target;
    private final ExecutorService threads = Executors.newCachedThreadPool(TcpGate::daemon);
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private final List<Socket> fillers = new ArrayList<>();
    private ServerSocket listener;

    private volatile boolean halfClosing;
    private volatile CountDownLatch flowing = new CountDownLatch(0);

    /** The accepting thread; null while none accepts. */
    private Future<?> serving;

    /** @param port where it is to be */
    public TcpGate(int port, int target) {
        this.port = port;
        this.target = target;
    }

    /** Accepts all connections. */
    public void open() {
        halfClosing = false;
        serve();
    }

    /** Says that it will say nothing, once a request begins to come, and goes on reading for as long as something is sent. */
    public void halfClose() {
        halfClosing = true;
        serve();
    }

    private void serve() {
        if (serving != null) {
            return;
        }
        shut();
        ServerSocket listening = listen(USUAL_BACKLOG);
        listener = listening;
        serving = threads.submit(() -> serve(listening));
    }

    /** Nothing listens: the kernel refuses connections. */
    public void refuse() {
        shut();
    }

    /** The accept queue is full and never drained: the kernel does not answer. */
    public void hang() {
        shut();
        listener = listen(LEAST_BACKLOG);
        while (takesOneMore()) {
            if (fillers.size() == MOST_FILLERS) {
                throw new AssertionError("the queue of connections is never full here");
            }
        }
    }

    /** New connections lead to another server from now on; those there are stay with theirs, as when a name has moved. */
    public void lead(int newTarget) {
        target = newTarget;
    }

    /** What is sent in either direction is held back until {@link #flow()}. */
    public void stall() {
        flowing = new CountDownLatch(1);
    }

    public void flow() {
        flowing.countDown();
    }

    /** Connections that neither side has closed. */
    public int connections() {
        return clients.size();
    }

    /** Closes every connection; it counts until its client has closed it too, and so knows. */
    public void closeConnections() {
        clients.forEach(client -> quietly(client::shutdownOutput));
    }

    @Override
    public void close() {
        flow();
        shut();
        clients.forEach(client -> quietly(client::close));
        threads.shutdownNow();
    }

    private void shut() {
        if (listener != null) {
            quietly(listener::close);
        }
        awaitServing();
        fillers.forEach(filler -> quietly(filler::close));
        fillers.clear();
    }

    /** The port is free only once no accept is in progress. */
    private void awaitServing() {
        if (serving == null) {
            return;
        }
        try {
            serving.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
        serving = null;
    }

    private ServerSocket listen(int backlog) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port), backlog);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean takesOneMore() {
        Socket filler = new Socket();
        fillers.add(filler);
        try {
            filler.connect(new InetSocketAddress("localhost", port), FULL_AFTER_MILLIS);
            return true;
        } catch (SocketTimeoutException full) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                accept(listening.accept());
            } catch (IOException closed) {
                continue;
            }
        }
    }

    private void accept(Socket client) throws IOException {
        if (halfClosing) {
            clients.add(client);
            threads.execute(() -> halfClose(client));
        } else {
            pass(client);
        }
    }

    private void halfClose(Socket client) {
        try {
            InputStream in = client.getInputStream();
            in.read();
            client.shutdownOutput();
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException reset) {
            // The other half is closed now, too.
        }
        quietly(client::close);
        clients.remove(client);
    }

    private void pass(Socket client) throws IOException {
        Socket server = connect(client);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        clients.add(client);
        threads.execute(() -> pump(client, server, client, server));
        threads.execute(() -> pump(server, client, client, server));
    }

    private Socket connect(Socket client) throws IOException {
        try {
            return new Socket("localhost", target);
        } catch (IOException nobodyThere) {
            client.close();
            throw nobodyThere;
        }
    }

    private void pump(Socket from, Socket to, Socket client, Socket server) {
        try {
            transfer(from.getInputStream(), to.getOutputStream());
        } catch (IOException reset) {
            quietly(() -> to.setSoLinger(true, 0));
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
        quietly(server::close);
        quietly(client::close);
        clients.remove(client);
    }

    private void transfer(InputStream in, OutputStream out) throws IOException, InterruptedException {
        byte[] bytes = new byte[MOST_AT_ONCE];
        for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
            flowing.await();
            out.write(bytes, 0, read);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "tcp-gate");
        thread.setDaemon(true);
        return thread;
    }

    private interface Step {
        void run() throws IOException;
    }

    private static void quietly(Step step) {
        try {
            step.run();
        } catch (IOException gone) {
            // It is closed already, which is what was wanted.
        }
    }
}
