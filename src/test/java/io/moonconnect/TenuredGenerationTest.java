package io.moonconnect;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.moonconnect.testing.OnJdk25;

import static org.assertj.core.api.Assertions.assertThat;

/** In a JVM of its own with the serial collector, where many objects are tenured and then die. */
@OnJdk25
class TenuredGenerationTest {

    private static final int MEBIBYTE = 1024 * 1024;
    private static final int BLOCK = 1024;
    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    Path directory;

    @Test
    void garbage_does_not_make_it_grow() throws Exception {
        assertThat(mostUsed("watched")).isLessThan(250);
    }

    /** So that the test above means something. */
    @Test
    void by_itself_it_grows() throws Exception {
        assertThat(mostUsed("not watched")).isGreaterThan(300);
    }

    private long mostUsed(String how) throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx512m",
                        "-Xmn8m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Aging.class.getName(),
                        how)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(jvm.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            jvm.destroyForcibly();
        }
        return Long.parseLong(Files.readString(output).strip());
    }

    /** Half a GiB of objects, of which the newest 12 MiB are in use; prints the MiB that the tenured generation had at most. */
    static final class Aging {

        public static void main(String... arguments) {
            MemoryPoolMXBean tenured = ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getName().equals("Tenured Gen"))
                    .findFirst()
                    .orElseThrow();
            if (arguments[0].equals("watched")) {
                TenuredGeneration.watch(tenured);
            }
            byte[][] inUse = new byte[12 * MEBIBYTE / BLOCK][];
            for (int block = 0; block < 512 * MEBIBYTE / BLOCK; block++) {
                inUse[block % inUse.length] = new byte[BLOCK];
            }
            System.out.println(tenured.getPeakUsage().getUsed() / MEBIBYTE);
        }
    }
}
