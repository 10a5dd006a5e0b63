package io.moonconnect.moonpay;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import io.moonconnect.problem.Violations;

/** Collects MoonPay's query parameters for a page of a list, and their violations. */
public final class PageQuery {

    private static final Pattern CURSOR = Pattern.compile("[\\x21-\\x7e]{1,1024}");

    private static final Pattern LIMIT = Pattern.compile("[1-9][0-9]{0,8}");

    /** The documented maximum of assets. */
    public static final int DOCUMENTED = 50;

    /** For lists whose maximum is only presumed to be that of assets; ample, because MoonPay decides. */
    public static final int TOLERANT = 1000;

    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final Violations violations = new Violations();

    /** Adds a parameter, which may be absent. */
    public PageQuery with(String name, String value, Pattern form, String rule) {
        if (value != null) {
            violations.check(form.matcher(value).matches(), name, rule);
            parameters.put(name, value);
        }
        return this;
    }

    /** Adds the two parameters of every list, whose pages have at most so many items. */
    public PageQuery page(String cursor, String limit, int most) {
        if (limit != null) {
            violations.check(isLimit(limit, most), "limit", "must be a whole number from 1 to " + most);
            parameters.put("limit", limit);
        }
        return with("cursor", cursor, CURSOR, "must be a nextCursor of an earlier answer");
    }

    public Violations violations() {
        return violations;
    }

    /** Throws if a parameter is invalid. */
    public Map<String, String> parameters() {
        violations.refuse();
        return Collections.unmodifiableMap(parameters);
    }

    private static boolean isLimit(String limit, int most) {
        return LIMIT.matcher(limit).matches() && Integer.parseInt(limit) <= most;
    }
}
