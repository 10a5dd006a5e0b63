package io.moonconnect.problem;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Turns what the router itself refuses into problems: unknown paths, and paths that cannot be decoded. */
@ApplicationScoped
class ProblemRoutes {

    private final ProblemWriter writer;

    ProblemRoutes(ProblemWriter writer) {
        this.writer = writer;
    }

    void register(@Observes Router router) {
        router.route().last().handler(this::notFound);
        router.errorHandler(400, this::badRequest);
        router.errorHandler(404, this::notFound);
    }

    private void notFound(RoutingContext context) {
        writer.write(new Failure(ProblemType.NOT_FOUND, "There is nothing at this path."), context);
    }

    private void badRequest(RoutingContext context) {
        writer.write(Failure.invalid("path", "cannot be decoded"), context);
    }
}
