package io.moonconnect.disclosure;

import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;

import io.moonconnect.problem.Failure;

/** The languages that a customer reads, best first; an empty list is English. */
public final class Languages {

    /** What RFC 5646 (4.4.1) asks everybody to have room for. */
    private static final int MAX_LOCALE = 35;

    /** Browsers send less than a hundred characters. */
    private static final int MAX_HEADER = 512;

    private Languages() {}

    /**
     * The languages of a request.
     *
     * @param locale what was asked for by name (BCP 47), or null; it counts more than the header
     * @param acceptLanguage the request's {@code Accept-Language}, or null; one that cannot be read is as good as none
     */
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
        if (header == null || header.isBlank() || header.length() > MAX_HEADER) {
            return List.of();
        }
        return ranges(header);
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
