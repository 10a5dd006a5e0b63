package io.moonconnect.caller;

import jakarta.enterprise.context.RequestScoped;

/** The caller of the request that is being served; set before any resource sees it. */
@RequestScoped
public class CurrentCaller {

    private Caller caller;

    public Caller get() {
        return caller;
    }

    void set(Caller identified) {
        caller = identified;
    }
}
