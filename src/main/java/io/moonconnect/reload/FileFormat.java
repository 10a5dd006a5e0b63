package io.moonconnect.reload;

/** A kind of file: its name, size limit and parser. */
public interface FileFormat<T> {

    /** Name in metrics, readiness and logs. */
    String name();

    /** Configuration key of the path. */
    String key();

    /** A larger file is invalid. The default is ample for keys. */
    default int maxBytes() {
        return 64 * 1024;
    }

    /** @param content without a byte order mark */
    T read(byte[] content) throws BadFileException;

    /** Rejects valid content that must not replace the content in use. */
    default void checkReplacement(T inUse, T next) throws BadFileException {}
}
