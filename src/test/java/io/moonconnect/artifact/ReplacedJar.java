package io.moonconnect.artifact;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Enumeration;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A patched jar of an artifact, as a derived image may have it. Closing it restores the original. */
final class ReplacedJar implements AutoCloseable {

    private final Path jar;
    private final byte[] content;
    private final FileTime time;

    private ReplacedJar(Path jar) {
        this.jar = jar;
        try {
            this.content = Files.readAllBytes(jar);
            this.time = Files.getLastModifiedTime(jar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param beginning of its path in the artifact, before the version */
    static ReplacedJar of(Artifact artifact, String beginning) {
        Path directory = artifact.directory();
        try (Stream<Path> files = Files.walk(directory)) {
            return new ReplacedJar(
                    files.filter(file -> directory.relativize(file).toString().startsWith(beginning))
                            .findFirst()
                            .orElseThrow(() -> new AssertionError("there is no " + beginning)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return jar.getFileName().toString();
    }

    /** The same bytes, of another time. */
    void touch() {
        setTime(FileTime.from(time.toInstant().plus(Duration.ofDays(1))));
    }

    /** Has another text of the same length in one of its classes. */
    void rewrite(String entry, String text, String other) {
        try (ZipFile old = new ZipFile(jar.toFile())) {
            byte[] rewritten = rewritten(old, entry, text, other);
            Files.write(jar, rewritten);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        touch();
    }

    @Override
    public void close() {
        try {
            Files.write(jar, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        setTime(time);
    }

    private static byte[] rewritten(ZipFile old, String changed, String text, String other) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            Enumeration<? extends ZipEntry> entries = old.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                byte[] file = old.getInputStream(entry).readAllBytes();
                zip.putNextEntry(new ZipEntry(entry.getName()));
                zip.write(entry.getName().equals(changed) ? replaced(file, text, other) : file);
            }
        }
        return bytes.toByteArray();
    }

    /** Bytes and characters are one to one in this charset, so that all others stay. */
    private static byte[] replaced(byte[] file, String text, String other) {
        String all = new String(file, StandardCharsets.ISO_8859_1);
        if (!all.contains(text) || text.length() != other.length()) {
            throw new AssertionError("the class has no such text: " + text);
        }
        return all.replace(text, other).getBytes(StandardCharsets.ISO_8859_1);
    }

    private void setTime(FileTime other) {
        try {
            Files.setLastModifiedTime(jar, other);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
