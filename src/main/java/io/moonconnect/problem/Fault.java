package io.moonconnect.problem;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * A throwable as it is logged: the classes and the places of the whole chain, and none of the messages. Those of parsers,
 * validators and clients repeat what was sent, be it a token or a name; where it went wrong is told by the places.
 */
public final class Fault extends Throwable {

    private static final long serialVersionUID = 1L;

    private final String type;

    private Fault(Throwable original, Throwable cause) {
        super(null, cause, true, true);
        this.type = original.getClass().getName();
        setStackTrace(original.getStackTrace());
    }

    /** Whatever was thrown, made fit for the log. */
    public static Fault of(Throwable thrown) {
        return of(thrown, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    /** Null where there is nothing, or nothing that was not met before: chains can have circles. */
    private static Fault of(Throwable thrown, Set<Throwable> met) {
        if (thrown == null || !met.add(thrown)) {
            return null;
        }
        Fault fault = new Fault(thrown, of(thrown.getCause(), met));
        for (Throwable suppressed : thrown.getSuppressed()) {
            Fault other = of(suppressed, met);
            if (other != null) {
                fault.addSuppressed(other);
            }
        }
        return fault;
    }

    /** The class of the original, for formatters that print the message alone. */
    @Override
    public String getMessage() {
        return type;
    }

    @Override
    public String toString() {
        return type;
    }
}
