package io.moonconnect.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file as Kubernetes mounts it: {@code name -> ..data/name}, {@code ..data -> ..revision}. A profile makes it, and the test
 * finds it again by the path in the configuration, since Quarkus reads a profile in another class loader.
 */
public final class MountedFile {

    private final Path path;

    private MountedFile(Path path) {
        this.path = path;
    }

    /** A new mount with this content. */
    public static MountedFile create(String name, byte[] content) {
        try {
            Path mount = Files.createTempDirectory("mount");
            MountedFile file = new MountedFile(mount.resolve(name));
            file.swap(content);
            Files.createSymbolicLink(file.path, Path.of("..data", name));
            return file;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public static MountedFile create(String name, String content) {
        return create(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** One that is there already. */
    public static MountedFile at(Path path) {
        return new MountedFile(path);
    }

    public Path path() {
        return path;
    }

    /** What the kubelet does: a new directory beside the old one, the link moved over in one step, the old one removed. */
    public void swap(byte[] content) {
        Path mount = path.getParent();
        Path link = mount.resolve("..data");
        try {
            Path old = Files.exists(link) ? link.toRealPath() : null;
            Path revision = Files.createTempDirectory(mount, "..revision-");
            Files.write(revision.resolve(path.getFileName()), content);
            Path next = Files.createSymbolicLink(mount.resolve("..data_tmp"), revision.getFileName());
            Files.move(next, link, StandardCopyOption.ATOMIC_MOVE);
            if (old != null) {
                Files.deleteIfExists(old.resolve(path.getFileName()));
                Files.delete(old);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public void swap(String content) {
        swap(content.getBytes(StandardCharsets.UTF_8));
    }

    /** What an editor does. */
    public void write(String content) {
        try {
            Files.writeString(path, content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Leaves the links, which lead nowhere then. */
    public void delete() {
        try {
            Files.delete(path.toRealPath());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
