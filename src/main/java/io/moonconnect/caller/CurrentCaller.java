package io.moonconnect.caller;

import jakarta.enterprise.context.RequestScoped;

/** The caller of the request that is being served; set before any resource sees it. */
@RequestScoped
public class CurrentCaller {

    private Caller caller;
    private boolean needed = true;

    public Caller get() {
        return caller;
    }

    /**
     * The one of the request that is being served, without the proxy, which would find that of another request where
     * identification goes on there.
     */
    CurrentCaller ofThisRequest() {
        return this;
    }

    /** Whether the request is one that a caller makes; those that are {@link Signed} are not. */
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
