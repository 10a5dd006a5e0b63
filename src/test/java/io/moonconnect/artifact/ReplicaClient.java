package io.moonconnect.artifact;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.moonconnect.testing.RawHttp;

import static io.restassured.RestAssured.given;

/**
 * Calls several replicas without a pause, like a proxy: each worker keeps one connection until a response announces its
 * end, or for some requests; a new one goes to the next ready replica. Requests are never repeated.
 */
final class ReplicaClient implements AutoCloseable {

    private static final Duration READINESS_INTERVAL = Duration.ofMillis(500);
    private static final int REQUESTS_PER_CONNECTION = 10;

    /** A replica that takes part. */
    private record Replica(ArtifactProcess process, AtomicInteger answered, AtomicInteger asked) {}

    private final Map<ArtifactProcess, Replica> replicas = new ConcurrentHashMap<>();
    private final List<Replica> ready = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService prober = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private volatile boolean ended;

    ReplicaClient() {
        prober.scheduleWithFixedDelay(this::probe, 0, READINESS_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    void add(ArtifactProcess process) {
        replicas.put(process, new Replica(process, new AtomicInteger(), new AtomicInteger()));
    }

    /** One more worker, which sends this request again and again. */
    void send(String request) {
        workers.execute(() -> work(request.getBytes(StandardCharsets.US_ASCII)));
    }

    boolean isReady(ArtifactProcess process) {
        return ready.contains(replicas.get(process));
    }

    /** Requests that this replica has answered with 200. */
    int answeredBy(ArtifactProcess process) {
        return replicas.get(process).answered().get();
    }

    /** Requests that this replica has got and not answered yet. */
    int runningAt(ArtifactProcess process) {
        return replicas.get(process).asked().get()
                - replicas.get(process).answered().get();
    }

    /** What was not answered with 200, and why. */
    Queue<String> failures() {
        return failures;
    }

    @Override
    public void close() {
        stop();
    }

    /** Sends nothing more, and waits for the last answers. */
    void stop() {
        ended = true;
        prober.shutdownNow();
        workers.shutdown();
        try {
            workers.awaitTermination(ArtifactProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void probe() {
        for (Replica replica : replicas.values()) {
            boolean isReady = isReadyNow(replica);
            if (isReady && !ready.contains(replica)) {
                ready.add(replica);
            } else if (!isReady) {
                ready.remove(replica);
            }
        }
    }

    private static boolean isReadyNow(Replica replica) {
        try {
            return given().get(replica.process().management().resolve("/q/health/ready"))
                            .statusCode()
                    == 200;
        } catch (Exception gone) {
            return false;
        }
    }

    private void work(byte[] request) {
        while (!ended) {
            List<Replica> now = List.copyOf(ready);
            if (now.isEmpty()) {
                Thread.onSpinWait();
            } else {
                useConnection(now.get(turn.getAndIncrement() % now.size()), request);
            }
        }
    }

    private void useConnection(Replica replica, byte[] request) {
        int sent = 0;
        try (Socket socket = new Socket("localhost", replica.process().api().getPort())) {
            socket.setSoTimeout((int) ArtifactProcess.PATIENCE.toMillis());
            boolean ends = false;
            while (!ended && !ends && sent < REQUESTS_PER_CONNECTION) {
                sent++;
                replica.asked().incrementAndGet();
                socket.getOutputStream().write(request);
                RawHttp.Reply reply = RawHttp.read(socket, false);
                if (reply.status() == 200) {
                    replica.answered().incrementAndGet();
                } else {
                    failures.add(reply.status() + " from " + replica.process().api() + ": " + reply.body());
                }
                ends = reply.status() == 0 || "close".equalsIgnoreCase(reply.header("Connection"));
            }
        } catch (IOException broken) {
            failures.add(
                    broken + " at request " + sent + " to " + replica.process().api());
        }
    }
}
