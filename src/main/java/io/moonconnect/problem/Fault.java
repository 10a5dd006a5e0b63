package io.moonconnect.problem;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** A throwable without messages, which may repeat tokens or personal data, for the log. */
public final class Fault extends Throwable {

    private static final long serialVersionUID = 1L;

    private final String type;

    private Fault(Throwable original, Throwable cause) {
        super(null, cause, true, true);
        this.type = original.getClass().getName();
        setStackTrace(original.getStackTrace());
    }

    public static Fault of(Throwable thrown) {
        return of(thrown, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    /** Null for null or an exception already copied: cause chains can be cyclic. */
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

    /** The original class, for formatters that print only the message. */
    @Override
    public String getMessage() {
        return type;
    }

    @Override
    public String toString() {
        return type;
    }
}
