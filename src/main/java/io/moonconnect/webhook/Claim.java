package io.moonconnect.webhook;

/** Result of claiming an event for delivery to the sink. */
enum Claim {
    /** This replica delivers it; no other replica does so meanwhile. */
    ACQUIRED,
    /** Another delivery is in progress, with unknown result. */
    UNDER_WAY,
    /** It has been delivered. */
    SAFE
}
