package io.moonconnect.http;

import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemWriter;
import io.vertx.ext.web.RoutingContext;

/**
 * Rejects ambiguous paths: dot segments ({@code .}, {@code ..}, plain or encoded), empty segments, and path parameters
 * (semicolons), which routing ignores. A proxy may have authorized the path by its other interpretation, and an id must
 * not turn into another path.
 */
@ApplicationScoped
class PathForm {

    private static final Pattern AMBIGUOUS = Pattern.compile("//|;|/(\\.|%2e){1,2}(/|$)", Pattern.CASE_INSENSITIVE);

    private final ProblemWriter problems;

    PathForm(ProblemWriter problems) {
        this.problems = problems;
    }

    void register(@Observes RequestFilters filters) {
        filters.register(this::check, FilterOrder.PATH_FORM);
    }

    private void check(RoutingContext context) {
        if (isAmbiguous(context.request().path())) {
            problems.write(
                    Failure.invalid("path", "must not contain . or .. segments, empty segments or semicolons"),
                    context);
        } else {
            context.next();
        }
    }

    /** Cheap check first: the pattern runs only for the few paths that can match. */
    private static boolean isAmbiguous(String path) {
        boolean suspect =
                path.indexOf(';') >= 0 || path.indexOf('%') >= 0 || path.indexOf('.') >= 0 || path.contains("//");
        return suspect && AMBIGUOUS.matcher(path).find();
    }
}
