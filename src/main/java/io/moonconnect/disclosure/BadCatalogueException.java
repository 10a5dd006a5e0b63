package io.moonconnect.disclosure;

import java.util.List;

import io.moonconnect.reload.BadFileException;

/** A catalogue that cannot be used. The message says where and what is wrong, for the operator who wrote it. */
final class BadCatalogueException extends BadFileException {

    private static final long serialVersionUID = 1L;

    /** Enough to mend a file by; more would drown the log. */
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
