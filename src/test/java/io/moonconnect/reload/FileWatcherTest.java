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

/** How files are looked at, be they slow, gone, or not files at all. */
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

    /** Holds its text; reading the word {@code hang} takes until the latch opens, and {@code fail} fails. */
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
    void a_file_that_hangs_is_looked_at_once_and_keeps_nothing_else_back() {
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
    void a_reader_that_fails_leaves_the_old_content_in_use_and_the_log_without_the_new_one() {
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
    void after_the_shutdown_nothing_is_looked_at() {
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
    void what_is_no_regular_file_is_never_opened() {
        assertThatThrownBy(() -> files.open(Path.of("/dev/zero"), new Text("zero")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("test.zero: /dev/zero cannot be used: it is not there, or not a regular file");
    }

    @Test
    void a_file_that_makes_its_reader_fail_ends_the_start_and_is_not_repeated() {
        MountedFile file = MountedFile.create("file", "fail planted");
        assertThatThrownBy(() -> files.open(file.path(), new Text("file")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("test.file", file.path().toString(), "IllegalStateException")
                .hasMessageNotContaining("planted");
    }

    @Test
    void an_interval_of_nothing_is_refused() {
        assertThatThrownBy(() -> new FileWatcher(files, () -> Duration.ZERO, vertx))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("moonconnect.files-check-interval");
    }

    private FileWatcher looksAt(WatchedFiles watched) {
        return new FileWatcher(watched, () -> INTERVAL, vertx);
    }
}
