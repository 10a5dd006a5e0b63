package io.moonconnect.problem;

import java.util.List;
import java.util.stream.Collectors;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;

import io.vertx.ext.web.RoutingContext;

/** Turns whatever a resource throws into a problem. Only what nobody foresaw is logged, and only that is a 500. */
class ProblemMapper {

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    /** Longer than any name of ours, in characters. */
    private static final int MAX_NAME = 64;

    private static final MediaType PROBLEM_JSON = MediaType.valueOf(Problem.MEDIA_TYPE);

    private final AnswerHead head;

    ProblemMapper(AnswerHead head) {
        this.head = head;
    }

    @ServerExceptionMapper
    RestResponse<Problem> failure(Failure failure, RoutingContext context) {
        ResponseBuilder<Problem> response = ResponseBuilder.<Problem>create(failure.status())
                .entity(Problem.of(failure, context.normalizedPath(), head.requestId(context)))
                .type(PROBLEM_JSON);
        failure.retryAfter().ifPresent(wait -> response.header(HttpHeaders.RETRY_AFTER, ProblemWriter.seconds(wait)));
        failure.moonPayRequestId().ifPresent(id -> response.header(Failure.MOONPAY_REQUEST_ID, id));
        failure.challenges().forEach(challenge -> response.header(HttpHeaders.WWW_AUTHENTICATE, challenge));
        return response.build();
    }

    /** Quarkus has a mapper of its own for this one, which would answer without a body. */
    @ServerExceptionMapper
    RestResponse<Problem> json(MismatchedInputException unreadable, RoutingContext context) {
        return failure(badJson(unreadable), context);
    }

    @ServerExceptionMapper
    RestResponse<Problem> json(JsonProcessingException unreadable, RoutingContext context) {
        return failure(badJson(unreadable), context);
    }

    @ServerExceptionMapper
    RestResponse<Problem> refused(WebApplicationException refusal, RoutingContext context) {
        if (refusal.getCause() instanceof JsonProcessingException unreadable) {
            return failure(badJson(unreadable), context);
        }
        RestResponse<Problem> response = failure(fromStatus(refusal), context);
        if (response.getStatus() == RestResponse.StatusCode.METHOD_NOT_ALLOWED) {
            response.getHeaders().putSingle(HttpHeaders.ALLOW, AllowedMethods.ofThisRequest());
        }
        return response;
    }

    @ServerExceptionMapper
    RestResponse<Problem> unforeseen(Throwable fault, RoutingContext context) {
        LOG.errorf(Fault.of(fault), "a request failed by a fault of ours, requestId=%s", head.requestId(context));
        return failure(Failure.internal(), context);
    }

    private static Failure fromStatus(WebApplicationException refusal) {
        return switch (refusal.getResponse().getStatus()) {
            case 400 -> Failure.invalid("request", "cannot be read");
            case 404 -> new Failure(ProblemType.NOT_FOUND, "There is nothing at this path.");
            case 405 -> new Failure(ProblemType.METHOD_NOT_ALLOWED, "The path exists, but not with this method.");
            case 406 ->
                new Failure(ProblemType.NOT_ACCEPTABLE, "Answers are application/json, streams text/event-stream.");
            case 413 -> new Failure(ProblemType.PAYLOAD_TOO_LARGE, "The body is over the limit.");
            case 415 -> new Failure(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Bodies have to be application/json.");
            default -> {
                LOG.errorf(Fault.of(refusal), "a request was refused in a way nobody foresaw");
                yield Failure.internal();
            }
        };
    }

    /** Says where, and in our own words what: the parser's message would repeat what was sent and name classes. */
    private static Failure badJson(JsonProcessingException unreadable) {
        if (unreadable instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()) {
            return Failure.invalid(path(mapping.getPath()), "is unknown, given twice or of the wrong type");
        }
        return Failure.invalid("body", "is not a JSON object of the expected shape");
    }

    private static String path(List<JsonMappingException.Reference> path) {
        return path.stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + bounded(step))
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    /** A name that we do not know is the caller's, and can be as long as the body. */
    private static String bounded(JsonMappingException.Reference step) {
        String name = step.getFieldName();
        return name.length() <= MAX_NAME ? name : name.substring(0, name.offsetByCodePoints(0, MAX_NAME)) + "…";
    }
}
