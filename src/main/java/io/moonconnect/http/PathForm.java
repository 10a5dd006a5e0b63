package io.moonconnect.http;

import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemWriter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;

/**
 * Refuses paths that could be read in two ways: with a step to elsewhere ({@code .}, {@code ..}, plain or encoded), with an
 * empty step, or with parameters behind a semicolon, which routing passes over. A proxy in front may have judged such a
 * path by its other reading, and an id must not become another path.
 */
@ApplicationScoped
class PathForm {

    private static final Pattern AMBIGUOUS = Pattern.compile("//|;|/(\\.|%2e){1,2}(/|$)", Pattern.CASE_INSENSITIVE);

    private final ProblemWriter problems;

    PathForm(ProblemWriter problems) {
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, FilterOrder.PATH_FORM.priority());
    }

    private void check(RoutingContext context) {
        if (isAmbiguous(context.request().path())) {
            problems.write(
                    Failure.invalid("path", "must not have the steps . and .., empty steps or semicolons"), context);
        } else {
            context.next();
        }
    }

    /** Most paths have none of the characters that it takes, so that the closer look is rare. */
    private static boolean isAmbiguous(String path) {
        boolean suspect =
                path.indexOf(';') >= 0 || path.indexOf('%') >= 0 || path.indexOf('.') >= 0 || path.contains("//");
        return suspect && AMBIGUOUS.matcher(path).find();
    }
}
