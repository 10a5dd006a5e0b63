package io.moonconnect.reload;

/**
 * A file that cannot be used. The message begins with "it", says what is wrong for the operator who wrote the file, and
 * never repeats a secret.
 */
public class BadFileException extends Exception {

    private static final long serialVersionUID = 1L;

    public BadFileException(String problem) {
        super(problem);
    }
}
