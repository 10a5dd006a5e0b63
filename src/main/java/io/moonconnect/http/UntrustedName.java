package io.moonconnect.http;

import java.util.regex.Pattern;

/** Sanitizes names from callers for the log: they may contain a token, an address or a phone number. */
public final class UntrustedName {

    private static final String WITHHELD = "?";

    private static final Pattern NAME = Pattern.compile("[A-Za-z]{1,24}([-_][A-Za-z]{1,24}){0,7}");

    private static final Pattern VERSION = Pattern.compile("v?[0-9]{1,4}([.-][0-9]{1,4}){0,2}");

    private UntrustedName() {}

    /** The name, or a question mark. Words and short numbers only, so that it cannot look like another log field. */
    public static String forLog(String name) {
        boolean sane = NAME.matcher(name).matches() || VERSION.matcher(name).matches();
        return sane ? name : WITHHELD;
    }
}
