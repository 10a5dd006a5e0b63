package io.moonconnect.reload;

/** A kind of file: what it is called, how large it may be, and what it holds. */
public interface FileFormat<T> {

    /** In metrics, readiness and logs. */
    String name();

    /** The configuration key that has its path. */
    String key();

    /** A larger file is bad. The default is ample for keys. */
    default int maxBytes() {
        return 64 * 1024;
    }

    /** @param content as it is in the file, without a byte order mark */
    T read(byte[] content) throws BadFileException;

    /** Refuses what must not replace what is in use, good as it may be to start with. */
    default void checkReplacement(T inUse, T next) throws BadFileException {}
}
