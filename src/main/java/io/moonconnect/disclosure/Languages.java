package io.moonconnect.disclosure;

import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.regex.Pattern;

import io.moonconnect.problem.Failure;

/** The customer's preferred languages in order; an empty list means English. */
public final class Languages {

    /** The minimum length that RFC 5646 (4.4.1) requires implementations to support. */
    private static final int MAX_LOCALE = 35;

    /** Browsers send fewer than a hundred characters. */
    private static final int MAX_HEADER = 512;

    private static final String RANGE = "(?:\\*|[A-Za-z]{1,8})(?:-(?:\\*|[A-Za-z0-9]{1,8}))*";
    private static final String ITEM = "[ \t]*" + RANGE + "[ \t]*(?:;[ \t]*[qQ]=[0-9.]{1,5})?[ \t]*";

    /** Checked before the JDK parses it, which throws unexpected exceptions for some malformed ranges. */
    private static final Pattern ACCEPT_LANGUAGE = Pattern.compile(ITEM + "(?:," + ITEM + ")*");

    private Languages() {}

    /** The languages of a request: the explicit {@code locale}, else the header unless it is malformed. */
    public static List<LanguageRange> of(String locale, String acceptLanguage) {
        return locale == null ? accepted(acceptLanguage) : named(locale);
    }

    private static List<LanguageRange> named(String locale) {
        if (!isLanguageTag(locale)) {
            throw Failure.invalid("locale", "must be a language tag such as en or pt-BR (BCP 47)");
        }
        return ranges(locale);
    }

    private static List<LanguageRange> accepted(String header) {
        boolean readable = header != null
                && header.length() <= MAX_HEADER
                && ACCEPT_LANGUAGE.matcher(header).matches();
        return readable ? ranges(header) : List.of();
    }

    private static List<LanguageRange> ranges(String text) {
        try {
            return LanguageRange.parse(text).stream()
                    .filter(range -> range.getWeight() > 0)
                    .toList();
        } catch (IllegalArgumentException malformed) {
            return List.of();
        }
    }

    private static boolean isLanguageTag(String locale) {
        if (locale.isEmpty() || locale.length() > MAX_LOCALE) {
            return false;
        }
        try {
            new Locale.Builder().setLanguageTag(locale);
            return true;
        } catch (IllformedLocaleException malformed) {
            return false;
        }
    }
}
