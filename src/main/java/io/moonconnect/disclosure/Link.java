package io.moonconnect.disclosure;

/**
 * A link in a disclosure text.
 *
 * @param label the linked words; contained verbatim in the text
 * @param url the https target
 */
public record Link(String label, String url) {}
