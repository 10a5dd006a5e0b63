package io.moonconnect.disclosure;

/** A link in a disclosure text, which contains the label verbatim. */
public record Link(String label, String url) {}
