package io.moonconnect.http;

import java.util.regex.Pattern;

import io.moonconnect.problem.Failure;

/** Validates ids in paths, so that an id cannot become another path of MoonPay's API. */
public final class PathIds {

    public static final String RULE = "must match [A-Za-z0-9_-]{1,128}";

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    private PathIds() {}

    /** For ids that arrive in a body and are used in a path later. */
    public static boolean isValid(String id) {
        return ID.matcher(id).matches();
    }

    /** Returns the id, or throws if it is invalid. */
    public static String checked(String field, String id) {
        if (!isValid(id)) {
            throw Failure.invalid(field, RULE);
        }
        return id;
    }
}
