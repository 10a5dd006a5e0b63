package io.moonconnect.acceptance;

import java.util.regex.Pattern;

import io.moonconnect.audit.ServedText;
import io.moonconnect.http.PathIds;
import io.moonconnect.problem.Violations;

/**
 * A text that the customer accepted, as it was served.
 *
 * @param proof null if the frontend has none; then the text must be in a loaded catalogue
 */
public record AcceptedText(String id, String version, String locale, String digest, String proof) {

    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern LOCALE = Pattern.compile("[A-Za-z0-9-]{1,35}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final int MAX_PROOF = 128;

    /** @param at path of this text in the request */
    void check(String at, Violations violations) {
        violations.check(id != null && PathIds.isValid(id), at + ".id", PathIds.RULE);
        check(VERSION, version, at + ".version", "must match [A-Za-z0-9._-]{1,64}", violations);
        check(LOCALE, locale, at + ".locale", "must be the language tag of the served text", violations);
        check(DIGEST, digest, at + ".digest", "must be 64 lowercase hexadecimal digits", violations);
        violations.check(proof == null || proof.length() <= MAX_PROOF, at + ".proof", "must be the served proof");
    }

    ServedText text() {
        return new ServedText(id, version, locale, digest, false);
    }

    /** What a caller sends in a field may be anything. */
    @Override
    public String toString() {
        return "AcceptedText[masked]";
    }

    private static void check(Pattern pattern, String value, String field, String rule, Violations violations) {
        violations.check(value != null && pattern.matcher(value).matches(), field, rule);
    }
}
