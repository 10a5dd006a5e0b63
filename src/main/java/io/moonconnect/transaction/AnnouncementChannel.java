package io.moonconnect.transaction;

/** By what announcements reach the other replicas. */
interface AnnouncementChannel {

    /** That of a replica that knows of no others. */
    AnnouncementChannel NONE = new AnnouncementChannel() {};

    default void open() {}

    /** Never fails, and waits for nothing: what cannot be sent is lost. */
    default void send(String transactionId) {}

    default void close() {}
}
