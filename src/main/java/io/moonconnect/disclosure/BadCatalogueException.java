package io.moonconnect.disclosure;

import java.util.List;

import io.moonconnect.reload.BadFileException;

/** An invalid catalogue. The message describes the errors and their locations for the operator. */
final class BadCatalogueException extends BadFileException {

    private static final long serialVersionUID = 1L;

    /** Limits the length of the log message. */
    private static final int MAX_NAMED = 10;

    BadCatalogueException(String problem) {
        super(problem);
    }

    static BadCatalogueException of(List<String> problems) {
        String named = String.join("; ", problems.subList(0, Math.min(MAX_NAMED, problems.size())));
        return new BadCatalogueException(
                problems.size() > MAX_NAMED ? named + "; and " + (problems.size() - MAX_NAMED) + " more" : named);
    }
}
