package io.moonconnect.http;

import java.util.regex.Pattern;

import io.moonconnect.problem.Failure;

/** The rule for ids in paths. It keeps an id from being read as another path, where our key would open other doors. */
public final class PathIds {

    public static final String RULE = "must match [A-Za-z0-9_-]{1,128}";

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    private PathIds() {}

    /** For an id that is sent in a body now, and in a path later. */
    public static boolean isValid(String id) {
        return ID.matcher(id).matches();
    }

    /** The id itself, or the end of the request. */
    public static String checked(String field, String id) {
        if (!isValid(id)) {
            throw Failure.invalid(field, RULE);
        }
        return id;
    }
}
