package io.moonconnect.http;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.MDC;

import io.vertx.ext.web.RoutingContext;

/**
 * Assigns every request an id (a valid {@code X-Request-Id} of the caller is kept), returns it in the response, and
 * adds it to the request's log lines as {@value #LOG_FIELD}.
 */
@ApplicationScoped
public class RequestId {

    public static final String HEADER = "X-Request-Id";

    private static final String LOG_FIELD = "requestId";

    private static final String KEY = RequestId.class.getName();
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    void register(@Observes RequestFilters filters) {
        filters.register(RequestId::assign, FilterOrder.REQUEST_ID);
    }

    /** The id of the request; assigned here if the router rejected the request before any filter. */
    public static String of(RoutingContext context) {
        String id = context.get(KEY);
        return id == null ? assignId(context) : id;
    }

    private static void assign(RoutingContext context) {
        assignId(context);
        context.next();
    }

    private static String assignId(RoutingContext context) {
        String sent = context.request().getHeader(HEADER);
        String id = sent != null && VALID.matcher(sent).matches() ? sent : generated();
        context.put(KEY, id);
        MDC.put(LOG_FIELD, id);
        context.response().putHeader(HEADER, id);
        return id;
    }

    /** Must be unique but not unguessable; a secure random generator would only be slower. */
    static String generated() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
