package io.moonconnect.http;

import jakarta.ws.rs.Priorities;

import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;

/**
 * All filters and routes of the service, in the order in which a request passes them. A filter is registered with its
 * constant, with the {@link #priority()} of the constant, or with a constant of {@link OfResources} if an annotation
 * needs one. The direction of the numbers depends on the {@link Kind}.
 */
public enum FilterOrder {

    /** Before Quarkus' failure handler, which responds in another format. */
    FAILURES(Kind.ROUTE, Integer.MIN_VALUE),

    /** One route, before those of Quarkus' own filters; its handlers are the request filters that follow here. */
    REQUEST_FILTERS(Kind.ROUTE, -1000),

    /** Before all other filters: requests that follow the last one of a connection are dropped unprocessed. */
    END_OF_CONNECTION(Kind.REQUEST_FILTER),

    /** Before any filter that responds, so that every response of a draining connection announces its end. */
    DRAINING(Kind.REQUEST_FILTER),

    /** Before any filter that rejects requests, so that rejections and their log records carry the id. */
    REQUEST_ID(Kind.REQUEST_FILTER),

    /** After the request id, which the span contains. Before any filter that rejects, so rejections have a span. */
    SPAN(Kind.REQUEST_FILTER),

    /** Before any filter that rejects requests, so that rejections have the security headers. */
    RESPONSE_HEADERS(Kind.REQUEST_FILTER),

    /** Answers preflights. Before all other rejections, so that pages of allowed origins can read them. */
    CROSS_ORIGIN(Kind.REQUEST_FILTER),

    /** Validates the head: a message with ambiguous framing is rejected before its body is read. */
    MESSAGE_FORM(Kind.REQUEST_FILTER),

    /** At capacity, rejects before the client sends the body. */
    OVERLOAD_BEFORE_BODY(Kind.REQUEST_FILTER),

    /** Validates the head: an ambiguous path is rejected before the body is read. */
    PATH_FORM(Kind.REQUEST_FILTER),

    /** Reads the whole body, within its limits, before the request counts against the capacity. */
    BODY(Kind.REQUEST_FILTER),

    /** After the body, so that slow senders do not occupy capacity. */
    OVERLOAD(Kind.REQUEST_FILTER),

    /** After Quarkus' authentication, which sets its handler, and before Quarkus REST, which looks for it. */
    AUTHENTICATION_FAILURE(Kind.FILTER, SecurityHandlerPriorities.AUTHENTICATION),

    /** Before the route of Quarkus' OpenAPI extension in development and tests. */
    OPENAPI_DOCUMENT(Kind.ROUTE, -1),

    /** Before a resource is matched: provides the body that has been read. */
    READ_BODY(Kind.PRE_MATCHING_FILTER, OfResources.READ_BODY),

    /** First after matching: authentication may wait, and a half-closed connection must not be closed meanwhile. */
    KEPT_OPEN(Kind.RESOURCE_FILTER, OfResources.KEPT_OPEN),

    /** After matching, because some resources need no caller. */
    CALLER(Kind.RESOURCE_FILTER, OfResources.CALLER),

    /** Directly after authentication, so that invalid requests count too. */
    LIMITS(Kind.RESOURCE_FILTER, OfResources.LIMITS),

    /** After the limits, so that requests with the wrong media type or content coding count too. */
    MEDIA_TYPE(Kind.RESOURCE_FILTER, OfResources.MEDIA_TYPE),

    /** Counts the response by caller, with its final status. */
    COUNTED_RESPONSE(Kind.RESPONSE_FILTER, OfResources.COUNTED_RESPONSE),

    /** Adds the rate limit headers. */
    LIMIT_FIELDS(Kind.RESPONSE_FILTER, OfResources.LIMIT_FIELDS),

    /** Last: responds to requests that match no resource or route. */
    NO_SUCH_PATH(Kind.ROUTE, Integer.MAX_VALUE);

    /** Where a filter is registered, and the direction of its numbers. */
    public enum Kind {

        /** {@link RequestFilters}, in the order of the constants. */
        REQUEST_FILTER(true),

        /** Quarkus' {@code Filters}: a Vert.x route of the negated number. The highest number comes first. */
        FILTER(false),

        /** The {@code order} of a Vert.x route. The lowest number comes first. */
        ROUTE(true),

        /** A request filter of Quarkus REST before matching. The lowest number comes first. */
        PRE_MATCHING_FILTER(true),

        /** A request filter of Quarkus REST after matching. The lowest number comes first. */
        RESOURCE_FILTER(true),

        /** A response filter of Quarkus REST. The highest number comes first. */
        RESPONSE_FILTER(false);

        private final boolean ascending;

        Kind(boolean ascending) {
            this.ascending = ascending;
        }

        /** Whether a lower number comes first. */
        public boolean isAscending() {
            return ascending;
        }
    }

    /** Compile-time constants for annotations, described at the enum constants of the same name. */
    public static final class OfResources {

        public static final int READ_BODY = Priorities.USER;

        public static final int KEPT_OPEN = Priorities.AUTHENTICATION - 1;
        public static final int CALLER = Priorities.AUTHENTICATION;
        public static final int LIMITS = Priorities.AUTHENTICATION + 1;
        public static final int MEDIA_TYPE = Priorities.USER;

        public static final int COUNTED_RESPONSE = Priorities.USER + 1;
        public static final int LIMIT_FIELDS = Priorities.USER;

        private OfResources() {}
    }

    private final Kind kind;
    private final int priority;

    FilterOrder(Kind kind) {
        this.kind = kind;
        this.priority = ordinal();
    }

    FilterOrder(Kind kind, int priority) {
        this.kind = kind;
        this.priority = priority;
    }

    public Kind kind() {
        return kind;
    }

    /** The number to register it with. That of a request filter has a meaning for {@link RequestFilters} only. */
    public int priority() {
        return priority;
    }
}
