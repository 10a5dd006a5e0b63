package io.moonconnect.reload;

/**
 * A file that cannot be used. The message begins with "it", states the problem for the operator, and never contains a
 * secret.
 */
public class BadFileException extends Exception {

    private static final long serialVersionUID = 1L;

    public BadFileException(String problem) {
        super(problem);
    }
}
