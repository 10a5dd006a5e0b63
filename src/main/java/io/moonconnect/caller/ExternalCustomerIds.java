package io.moonconnect.caller;

import io.moonconnect.http.AsciiSet;

/** The rule for the host's own ids of customers. */
public final class ExternalCustomerIds {

    public static final String RULE = "must be 1 to 255 characters, no control characters, and not . or ..";

    private static final int MAX_LENGTH = 255;

    private ExternalCustomerIds() {}

    /** Whether MoonPay would take it, and no URL could read it as a step upwards. */
    public static boolean isValid(String id) {
        return !id.isEmpty()
                && id.length() <= MAX_LENGTH
                && !id.equals(".")
                && !id.equals("..")
                && (AsciiSet.PRINTABLE.containsAll(id)
                        || id.codePoints().noneMatch(c -> Character.isISOControl(c) || isNone(c)));
    }

    /**
     * Half of a surrogate pair is no character, and could not be encoded. U+FFFD stands for bytes that could not be
     * decoded: different ones would become the same id.
     */
    private static boolean isNone(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE || codePoint == 0xfffd;
    }
}
