package io.moonconnect.problem;

import io.vertx.ext.web.RoutingContext;

/**
 * The head of a response that is written outside of the resources. Implemented in {@code http}, because that package
 * depends on {@code problem}.
 */
public interface ResponseHead {

    /** The request's id, for {@code X-Request-Id}. */
    String requestId(RoutingContext request);

    /** Sets the headers that every response has, and closes the connection afterwards if the body was not read. */
    void prepare(RoutingContext request);
}
