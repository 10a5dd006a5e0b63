package io.moonconnect.transaction;

/** Sends announcements to the other replicas. */
interface AnnouncementChannel {

    /** For a replica without Redis. */
    AnnouncementChannel NONE = new AnnouncementChannel() {};

    default void open() {}

    /** Best effort: never fails or blocks; an announcement that cannot be sent is lost. */
    default void send(String transactionId) {}

    default void close() {}
}
