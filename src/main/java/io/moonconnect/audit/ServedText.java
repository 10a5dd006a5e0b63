package io.moonconnect.audit;

import java.util.Objects;

/**
 * A disclosure text that an answer carries.
 *
 * @param locale language of the text (BCP 47)
 * @param digest of the very text, SHA-256 in hexadecimal
 * @param fallback whether it stands in for something that was not recognised
 */
public record ServedText(String id, String version, String locale, String digest, boolean fallback) {

    /** {@code id@version/locale/digest}, and {@code /fallback} behind it where it is one: no part has a slash in it. */
    @Override
    public String toString() {
        String text = id + "@" + version + "/" + locale + "/" + digest;
        return fallback ? text + "/fallback" : text;
    }

    // A key: what the compiler makes of a record's equality runs through method handles in a native image, many times
    // slower.
    @Override
    public boolean equals(Object other) {
        return other instanceof ServedText that
                && Objects.equals(id, that.id)
                && Objects.equals(version, that.version)
                && Objects.equals(locale, that.locale)
                && Objects.equals(digest, that.digest)
                && fallback == that.fallback;
    }

    @Override
    public int hashCode() {
        return 31 * Objects.hashCode(digest) + Objects.hashCode(id);
    }
}
