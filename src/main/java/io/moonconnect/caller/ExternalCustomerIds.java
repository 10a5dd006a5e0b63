package io.moonconnect.caller;

import io.moonconnect.http.AsciiSet;

/** Validates the host's customer ids. */
public final class ExternalCustomerIds {

    public static final String RULE = "must be 1 to 255 characters, no control characters, and not . or ..";

    private static final int MAX_LENGTH = 255;

    private ExternalCustomerIds() {}

    /** Whether MoonPay accepts the id and it cannot act as a relative path segment in a URL. */
    public static boolean isValid(String id) {
        return !id.isEmpty()
                && id.length() <= MAX_LENGTH
                && !id.equals(".")
                && !id.equals("..")
                && (AsciiSet.PRINTABLE.containsAll(id)
                        || id.codePoints().noneMatch(c -> Character.isISOControl(c) || isInvalid(c)));
    }

    /** Unpaired surrogates cannot be encoded; U+FFFD replaces bytes, so different ids would become equal. */
    private static boolean isInvalid(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE || codePoint == 0xfffd;
    }
}
