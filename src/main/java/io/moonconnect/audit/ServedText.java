package io.moonconnect.audit;

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
}
