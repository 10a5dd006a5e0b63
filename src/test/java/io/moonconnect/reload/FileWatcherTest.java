package io.moonconnect.reload;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.moonconnect.testing.CapturedLog;
import io.moonconnect.testing.MountedFile;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Checking of files that are slow, missing, or not regular files. */
class FileWatcherTest {

    private static final Duration INTERVAL = Duration.ofMillis(20);

    private final Vertx vertx = Vertx.vertx();
    private final WatchedFiles files = new WatchedFiles(new SimpleMeterRegistry());
    private final FileWatcher looks = looksAt(files);

    @AfterEach
    void stop() {
        looks.stop(new ShutdownEvent());
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** Content is its text; reading {@code hang} blocks until the latch opens, and {@code fail} throws. */
    private record Text(String name, CountDownLatch latch, AtomicInteger hanging) implements FileFormat<String> {

        Text(String name) {
            this(name, new CountDownLatch(1), new AtomicInteger());
        }

        @Override
        public String key() {
            return "test." + name;
        }

        @Override
        public String read(byte[] content) {
            String text = new String(content, StandardCharsets.UTF_8);
            if (text.contains("hang")) {
                hanging.incrementAndGet();
                awaitUninterrupted();
            }
            if (text.contains("fail")) {
                throw new IllegalStateException("cannot read " + text);
            }
            return text;
        }

        private void awaitUninterrupted() {
            try {
                latch.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void a_hanging_file_is_read_once_and_does_not_delay_others() {
        MountedFile slow = MountedFile.create("slow", "old");
        MountedFile quick = MountedFile.create("quick", "1");
        Text format = new Text("slow");
        WatchedFile<String> slowOne = files.open(slow.path(), format);
        WatchedFile<String> quickOne = files.open(quick.path(), new Text("quick"));
        looks.start(new StartupEvent());

        slow.swap("hang");
        await().until(() -> format.hanging().get() == 1 && slowOne.isStale());
        quick.swap("2");
        await().until(() -> quickOne.get().equals("2"));

        assertThat(slowOne.get()).isEqualTo("old");
        assertThat(format.hanging()).hasValue(1);
        format.latch().countDown();
        await().until(() -> slowOne.get().equals("hang") && !slowOne.isStale());
    }

    @Test
    void a_failing_parser_keeps_the_old_content_and_does_not_log_the_new_one() {
        MountedFile file = MountedFile.create("file", "old");
        WatchedFile<String> opened = files.open(file.path(), new Text("file"));
        looks.start(new StartupEvent());

        try (CapturedLog log = CapturedLog.open()) {
            file.swap("fail planted");
            await().until(opened::isStale);
            await().until(() -> log.text().contains("IllegalStateException"));
            assertThat(log.text()).doesNotContain("planted");
        }
        assertThat(opened.get()).isEqualTo("old");
        file.swap("mended");
        await().until(() -> opened.get().equals("mended") && !opened.isStale());
    }

    @Test
    void no_file_is_checked_after_shutdown() {
        MountedFile file = MountedFile.create("file", "old");
        WatchedFile<String> stopped = files.open(file.path(), new Text("stopped"));
        WatchedFiles others = new WatchedFiles(new SimpleMeterRegistry());
        WatchedFile<String> watched = others.open(file.path(), new Text("watched"));
        FileWatcher otherLooks = looksAt(others);
        looks.start(new StartupEvent());
        looks.stop(new ShutdownEvent());
        otherLooks.start(new StartupEvent());

        file.swap("new");
        await().until(() -> watched.get().equals("new"));
        file.swap("newer");
        await().until(() -> watched.get().equals("newer"));

        assertThat(stopped.get()).isEqualTo("old");
        otherLooks.stop(new ShutdownEvent());
    }

    @Test
    void only_regular_files_are_opened() {
        assertThatThrownBy(() -> files.open(Path.of("/dev/zero"), new Text("zero")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("test.zero: /dev/zero cannot be used: it is missing or not a regular file");
    }

    @Test
    void a_failing_parser_fails_the_start_without_repeating_the_content() {
        MountedFile file = MountedFile.create("file", "fail planted");
        assertThatThrownBy(() -> files.open(file.path(), new Text("file")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("test.file", file.path().toString(), "IllegalStateException")
                .hasMessageNotContaining("planted");
    }

    @Test
    void an_interval_of_zero_is_rejected() {
        assertThatThrownBy(() -> new FileWatcher(files, () -> Duration.ZERO, vertx))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("moonconnect.files.check-interval");
    }

    private FileWatcher looksAt(WatchedFiles watched) {
        return new FileWatcher(watched, () -> INTERVAL, vertx);
    }
}
