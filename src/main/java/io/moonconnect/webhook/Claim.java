package io.moonconnect.webhook;

/** What came of wanting to pass an event on. */
enum Claim {
    /** It is ours to pass on; nobody else will meanwhile. */
    OURS,
    /** Somebody is at it, and it is not known how that will end. */
    UNDER_WAY,
    /** It has been passed on. */
    SAFE
}
