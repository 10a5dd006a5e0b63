package io.moonconnect.caller;

import jakarta.enterprise.context.RequestScoped;

/** The caller of the current request; set by {@link CallerFilter} before resources run. */
@RequestScoped
public class CurrentCaller {

    private Caller caller;
    private boolean needed = true;

    public Caller get() {
        return caller;
    }

    /** The contextual instance, for asynchronous authentication that continues on another request's context. */
    CurrentCaller ofThisRequest() {
        return this;
    }

    /** Whether the request needs a caller; {@link Signed} resources do not. */
    public boolean isNeeded() {
        return needed;
    }

    void notNeeded() {
        needed = false;
    }

    void set(Caller identified) {
        caller = identified;
    }
}
