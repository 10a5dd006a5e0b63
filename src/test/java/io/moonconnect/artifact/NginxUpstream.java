package io.moonconnect.artifact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

import io.moonconnect.testing.Command;
import io.moonconnect.testing.FreePort;
import io.moonconnect.testing.KeyStoreFile;

/** A MoonPay of fixed responses: a real nginx with TLS. */
final class NginxUpstream implements AutoCloseable {

    private static final String CONFIGURATION = """
            worker_processes 1;
            daemon off;
            pid nginx.pid;
            error_log error.log;
            events { worker_connections 512; }
            http {
              log_format calls '$status $server_protocol $connection $connection_requests $msec $ssl_session_reused';
              access_log calls.log calls;
              default_type application/json;
              client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
              server {
                listen 127.0.0.1:%d ssl%s;
                server_name localhost;
                ssl_certificate localhost.pem;
                ssl_certificate_key localhost.pem;
                ssl_protocols TLSv1.2 TLSv1.3;
                ssl_session_ticket_key ticket.key;
                location = /platform/v1/sessions { return 200 '{"sessionToken":"st_1"}'; }
              }
            }
            """;

    private static final int TICKET_KEY_BYTES = 80;

    private final Path directory;
    private final int port;
    private final Process process;

    private NginxUpstream(Path directory, int port, Process process) {
        this.directory = directory;
        this.port = port;
        this.process = process;
    }

    static boolean isInstalled() {
        return Files.isExecutable(Path.of("/usr/sbin/nginx"));
    }

    static NginxUpstream start(Path directory, KeyStoreFile keys, boolean http2) {
        int port = FreePort.find();
        try {
            Files.writeString(directory.resolve("localhost.pem"), keys.pem());
            Files.write(directory.resolve("ticket.key"), ticketKey());
            Files.writeString(directory.resolve("nginx.conf"), CONFIGURATION.formatted(port, http2 ? " http2" : ""));
            Process process = new ProcessBuilder(command(directory).toList())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("output.log").toFile())
                    .start();
            return new NginxUpstream(directory, port, process).listening();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For TLS sessions that outlive a reload, at which nginx would otherwise make another one. */
    private static byte[] ticketKey() {
        byte[] key = new byte[TICKET_KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }

    private NginxUpstream listening() {
        Awaitility.await("nginx listens").until(() -> Files.exists(directory.resolve("nginx.pid")));
        return this;
    }

    int port() {
        return port;
    }

    /** New workers take over; the old ones end when their connections do, and announce it: over HTTP/2 by a GOAWAY. */
    void reload() {
        Command.run(Stream.concat(command(directory), Stream.of("-s", "reload")).toArray(String[]::new));
    }

    /**
     * Status, protocol, connection, number of the call on it, time in seconds, and {@code r} if its connection has
     * resumed a TLS session.
     */
    List<String> calls() {
        try {
            return Files.readAllLines(directory.resolve("calls.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> command(Path directory) {
        return Stream.of(
                "/usr/sbin/nginx",
                "-p",
                directory.toString(),
                "-e",
                "error.log",
                "-c",
                directory.resolve("nginx.conf").toString());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
