package io.moonconnect.problem;

import io.vertx.ext.web.RoutingContext;

/**
 * The head of an answer that is written outside of the resources. The {@code http} room implements it; it uses
 * {@code problem} itself, so that the dependency has to point this way.
 */
public interface AnswerHead {

    /** The id of a request, which its answer has in {@code X-Request-Id}. */
    String requestId(RoutingContext request);

    /** Sets the headers that every answer has, and ends the connection where the body of the request was not read. */
    void prepare(RoutingContext request);
}
