package io.moonconnect.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import io.moonconnect.problem.Failure;
import io.moonconnect.problem.Fault;
import io.moonconnect.problem.ProblemType;
import io.moonconnect.problem.ProblemWriter;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Writes problems for failures outside of resources: unknown paths, and errors of the router or a route. */
@ApplicationScoped
class ProblemRoutes {

    private static final Logger LOG = Logger.getLogger(ProblemRoutes.class);

    private final ProblemWriter writer;

    ProblemRoutes(ProblemWriter writer) {
        this.writer = writer;
    }

    void register(@Observes Router router) {
        router.route().order(FilterOrder.FAILURES.priority()).failureHandler(this::failed);
        router.route().order(FilterOrder.NO_SUCH_PATH.priority()).handler(this::notFound);
        router.errorHandler(404, this::notFound);
    }

    private void failed(RoutingContext context) {
        if (context.failure() instanceof Failure failure) {
            writer.write(failure, context);
        } else if (context.statusCode() == 404) {
            notFound(context);
        } else if (context.statusCode() >= 400 && context.statusCode() < 500) {
            // A proxy may have parsed this request differently.
            ConnectionEnd.after(context);
            writer.write(Failure.invalid("request", "cannot be read"), context);
        } else {
            LOG.errorf(
                    Fault.of(context.failure()),
                    "unexpected failure outside of a resource, requestId=%s",
                    RequestId.of(context));
            writer.write(Failure.internal(), context);
        }
    }

    private void notFound(RoutingContext context) {
        writer.write(new Failure(ProblemType.NOT_FOUND, "No resource exists at this path."), context);
    }
}
