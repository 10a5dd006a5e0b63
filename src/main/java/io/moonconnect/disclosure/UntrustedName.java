package io.moonconnect.disclosure;

import java.util.regex.Pattern;

/**
 * Names that somebody else chose, made fit for a log line. Only what looks like a name or a version of MoonPay's is told:
 * a caller can put a token, an address or somebody's number where a name should be.
 */
public final class UntrustedName {

    private static final String WITHHELD = "?";

    private static final Pattern NAME = Pattern.compile("[A-Za-z]{1,24}([-_][A-Za-z]{1,24}){0,7}");

    private static final Pattern VERSION = Pattern.compile("v?[0-9]{1,4}([.-][0-9]{1,4}){0,2}");

    private UntrustedName() {}

    /** The name, or a question mark: words and short numbers only, so that it cannot pass for another field either. */
    public static String forLog(String name) {
        boolean sane = NAME.matcher(name).matches() || VERSION.matcher(name).matches();
        return sane ? name : WITHHELD;
    }
}
