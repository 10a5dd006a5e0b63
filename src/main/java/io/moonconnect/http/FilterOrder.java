package io.moonconnect.http;

import jakarta.ws.rs.Priorities;

/**
 * Every filter and route of the service, in the order in which a request meets them. A filter is registered with the
 * {@link #priority()} of its constant, or with a number of {@link OfResources} where an annotation needs one; the numbers
 * are Quarkus', Vert.x' and JAX-RS' own, and each {@link Kind} says which way its numbers run.
 */
public enum FilterOrder {

    /** Around everything that follows: Quarkus' own failure handler, which answers in a form of its own, is the last route. */
    FAILURES(Kind.ROUTE, Integer.MIN_VALUE),

    /** First of the filters: a request behind the last one of its connection is not served, so it needs nothing of the others. */
    END_OF_CONNECTION(Kind.FILTER, 1100),

    /** Before anything can answer, so that the last answer of a draining connection says that it is the last. */
    DRAINING(Kind.FILTER, 1050),

    /** Before anything can refuse, so that a refusal and its log line have the id too. */
    REQUEST_ID(Kind.FILTER, 1000),

    /** After the id, which the span has; before anything can refuse, so that refusals have a span. */
    SPAN(Kind.FILTER, 950),

    /** Before anything can refuse, so that a refusal has the headers that every answer has. */
    ANSWER_HEADERS(Kind.FILTER, 900),

    /** Before anything else refuses, so that a page of an allowed origin can read the refusal; answers preflights. */
    CROSS_ORIGIN(Kind.FILTER, 880),

    /** By the head alone: a message whose end is doubtful is refused before its body is read. */
    MESSAGE_FORM(Kind.FILTER, 870),

    /** By the head alone: where the service is full, nobody sends a body for nothing. */
    OVERLOAD_BEFORE_BODY(Kind.FILTER, 860),

    /** By the head alone: a path that can be read in two ways is refused before its body is read. */
    PATH_FORM(Kind.FILTER, 850),

    /** Reads the whole body, within its bounds, before the request takes a place among those that are served. */
    BODY(Kind.FILTER, 800),

    /** After the body: a request whose body never comes takes no place. */
    OVERLOAD(Kind.FILTER, 790),

    /** Before the route of Quarkus' OpenAPI extension, which development and tests have. */
    OPENAPI_DOCUMENT(Kind.ROUTE, -1),

    /** Before a resource is chosen: hands over the body that has been read, and depends on nothing else. */
    READ_BODY(Kind.PRE_MATCHING_FILTER, OfResources.READ_BODY),

    /** First once the resource is known: whether a caller is needed depends on the resource. */
    CALLER(Kind.RESOURCE_FILTER, OfResources.CALLER),

    /** As soon as it is known who calls, so that what is wrong with a request does not make it free. */
    LIMITS(Kind.RESOURCE_FILTER, OfResources.LIMITS),

    /** After the limits: a request of the wrong media type counts. */
    MEDIA_TYPE(Kind.RESOURCE_FILTER, OfResources.MEDIA_TYPE),

    /** Counts the answer by its caller; its status is final by then. */
    COUNTED_ANSWER(Kind.ANSWER_FILTER, OfResources.COUNTED_ANSWER),

    /** Adds the fields of the limits, which the filter of the limits has noted. */
    LIMIT_FIELDS(Kind.ANSWER_FILTER, OfResources.LIMIT_FIELDS),

    /** Last of all: what neither a resource nor another route has answered. */
    NO_SUCH_PATH(Kind.ROUTE, Integer.MAX_VALUE);

    /** Where a filter is registered, and which way the numbers of such filters run. */
    public enum Kind {

        /** {@code Filters} of Quarkus, a Vert.x route whose order is the number negated: the highest number comes first. */
        FILTER(false),

        /** {@code order} of a Vert.x route: the lowest number comes first. */
        ROUTE(true),

        /** A request filter of Quarkus REST before the resource is chosen: the lowest number comes first. */
        PRE_MATCHING_FILTER(true),

        /** A request filter of Quarkus REST for the chosen resource: the lowest number comes first. */
        RESOURCE_FILTER(true),

        /** A response filter of Quarkus REST: the highest number comes first. */
        ANSWER_FILTER(false);

        private final boolean ascending;

        Kind(boolean ascending) {
            this.ascending = ascending;
        }

        /** Whether a lower number comes first. */
        public boolean isAscending() {
            return ascending;
        }
    }

    /** The numbers that annotations need as constants; what each is for, its constant of the enum says. */
    public static final class OfResources {

        public static final int READ_BODY = Priorities.USER;

        public static final int CALLER = Priorities.AUTHENTICATION;
        public static final int LIMITS = Priorities.AUTHENTICATION + 1;
        public static final int MEDIA_TYPE = Priorities.USER;

        public static final int COUNTED_ANSWER = Priorities.USER + 1;
        public static final int LIMIT_FIELDS = Priorities.USER;

        private OfResources() {}
    }

    private final Kind kind;
    private final int priority;

    FilterOrder(Kind kind, int priority) {
        this.kind = kind;
        this.priority = priority;
    }

    public Kind kind() {
        return kind;
    }

    /** The number to register it with. */
    public int priority() {
        return priority;
    }
}
