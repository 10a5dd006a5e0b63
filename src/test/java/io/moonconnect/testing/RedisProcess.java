package io.moonconnect.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.awaitility.Awaitility;

import redis.embedded.core.ExecutableProvider;

/** A real Redis on a free port, which can be stopped, hung and brought back. It keeps nothing on disk. */
public final class RedisProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String PING = "PING\r\n";
    private static final String PONG = "+PONG\r\n";

    private final String executable;
    private final int port;
    private Process process;

    private RedisProcess(String executable, int port) {
        this.executable = executable;
        this.port = port;
    }

    public static RedisProcess started() {
        RedisProcess redis = new RedisProcess(executable(), FreePort.find());
        redis.start();
        return redis;
    }

    public String url() {
        return "redis://localhost:" + port;
    }

    public int port() {
        return port;
    }

    /** Makes it a replica of the port, which refuses writes; of a port without a Redis, it stays one for ever. */
    public void replicate(int master) {
        send("REPLICAOF 127.0.0.1 " + master);
    }

    /** Makes it a master, which takes writes. */
    public void promote() {
        send("REPLICAOF NO ONE");
    }

    /** Whether a replica has everything from its master. */
    public boolean isInSync() {
        return send("ROLE").contains("connected");
    }

    /** Sends an inline command and returns its answer. */
    public String send(String command) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            // Redis closes the connection after QUIT, which ends the answer.
            socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it, or starts it anew, and returns once it answers. */
    public void start() {
        try {
            process = new ProcessBuilder(
                            executable,
                            "--port",
                            String.valueOf(port),
                            "--bind",
                            "127.0.0.1",
                            "--save",
                            "",
                            "--appendonly",
                            "no",
                            "--dir",
                            System.getProperty("java.io.tmpdir"),
                            "--dbfilename",
                            "redis-" + port + ".rdb",
                            "--rdb-del-sync-files",
                            "yes")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await().atMost(PATIENCE).until(this::answers);
    }

    public void stop() {
        process.destroyForcibly();
        Awaitility.await().atMost(PATIENCE).until(() -> !process.isAlive());
    }

    /** From now on it takes connections and commands, and answers nothing. */
    public void hang() {
        signal("STOP");
    }

    public void resume() {
        signal("CONT");
    }

    @Override
    public void close() {
        stop();
    }

    private static String executable() {
        try {
            return ExecutableProvider.newJarResourceProvider().get().getAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void signal(String name) {
        Command.run("kill", "-" + name, String.valueOf(process.pid()));
    }

    private boolean answers() {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(PING.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes(PONG.length());
            return PONG.equals(new String(answer, StandardCharsets.US_ASCII));
        } catch (IOException notYet) {
            return false;
        }
    }
}
