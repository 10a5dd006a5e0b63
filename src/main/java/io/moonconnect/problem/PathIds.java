package io.moonconnect.problem;

import java.util.regex.Pattern;

/** The rule for ids in paths. It keeps an id from being read as another path, where our key would open other doors. */
public final class PathIds {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    private PathIds() {}

    /** The id itself, or the end of the request. */
    public static String checked(String field, String id) {
        if (!ID.matcher(id).matches()) {
            throw Failure.invalid(field, "must match [A-Za-z0-9_-]{1,128}");
        }
        return id;
    }
}
