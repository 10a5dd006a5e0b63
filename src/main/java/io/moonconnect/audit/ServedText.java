package io.moonconnect.audit;

import java.util.Objects;

/** A served disclosure text, and whether it is a fallback for an unrecognised one. */
public record ServedText(String id, String version, String locale, String digest, boolean fallback) {

    /** {@code id@version/locale/digest}, followed by {@code /fallback} for a fallback; no part contains a slash. */
    @Override
    public String toString() {
        String text = id + "@" + version + "/" + locale + "/" + digest;
        return fallback ? text + "/fallback" : text;
    }

    // Map key: in a native image, a record's generated equality uses method handles, which are many times slower.
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
