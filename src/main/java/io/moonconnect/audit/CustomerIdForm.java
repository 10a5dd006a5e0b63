package io.moonconnect.audit;

/** How events name customers. */
public enum CustomerIdForm {
    /** By a keyed hash: the same customer has the same one, and nobody can tell who it is without the key. */
    HASH,
    /** By the host's own id. */
    PLAIN
}
