package io.moonconnect.caller;

import jakarta.enterprise.context.RequestScoped;

/** The caller of the request that is being served; set before any resource sees it. */
@RequestScoped
public class CurrentCaller {

    private Caller caller;

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

    void set(Caller identified) {
        caller = identified;
    }
}
