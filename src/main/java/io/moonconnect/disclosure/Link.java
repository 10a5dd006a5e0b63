package io.moonconnect.disclosure;

/**
 * A link inside a disclosure's text.
 *
 * @param label the words of the text that are the link; they occur in it as they stand here
 * @param url where it leads; https
 */
public record Link(String label, String url) {}
