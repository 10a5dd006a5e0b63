package io.moonconnect.caller;

/** Marker: authenticated by its signature; caller and rate-limit filters skip it. */
public interface Signed {}
