package io.moonconnect.reload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A file's content at one moment, or why it is unavailable. */
final class FileContent {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private static final byte[] NOTHING = {};

    private final byte[] bytes;
    private final String problem;

    private FileContent(byte[] bytes, String problem) {
        this.bytes = bytes;
        this.problem = problem;
    }

    /** Blocks. Follows links each time, so that Kubernetes' swap of links is detected. */
    static FileContent of(Path path, int maxBytes) {
        if (!Files.isRegularFile(path)) {
            // Reading a pipe would block until there is a writer.
            return new FileContent(NOTHING, "it is missing or not a regular file");
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            return bytes.length > maxBytes
                    ? new FileContent(NOTHING, "it is over " + maxBytes / 1024 + " KiB")
                    : new FileContent(withoutMark(bytes), null);
        } catch (IOException unreadable) {
            return new FileContent(NOTHING, "it cannot be read");
        }
    }

    byte[] bytes() throws BadFileException {
        if (problem != null) {
            throw new BadFileException(problem);
        }
        return bytes;
    }

    /** Compares content, not times: a swap of links keeps them, and file systems' clocks are coarse. */
    boolean isSameAs(FileContent other) {
        return Arrays.equals(bytes, other.bytes) && (problem == null) == (other.problem == null);
    }

    private static byte[] withoutMark(byte[] bytes) {
        int mark = BYTE_ORDER_MARK.length;
        return Arrays.mismatch(bytes, BYTE_ORDER_MARK) == mark ? Arrays.copyOfRange(bytes, mark, bytes.length) : bytes;
    }
}
