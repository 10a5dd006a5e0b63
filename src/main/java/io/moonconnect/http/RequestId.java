package io.moonconnect.http;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.MDC;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;

/**
 * Gives every request an id, the caller's own where it is a sane one, every answer its {@code X-Request-Id}, and every line of
 * log that is written while the request is served its field {@value #LOG_FIELD}.
 */
@ApplicationScoped
public class RequestId {

    public static final String HEADER = "X-Request-Id";

    private static final String LOG_FIELD = "requestId";

    private static final String KEY = RequestId.class.getName();
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    void register(@Observes Filters filters) {
        filters.register(RequestId::assign, FilterOrder.REQUEST_ID.priority());
    }

    /** The id of a request that is being served; it is given one where the router refused it before any filter. */
    public static String of(RoutingContext context) {
        String id = context.get(KEY);
        return id == null ? give(context) : id;
    }

    private static void assign(RoutingContext context) {
        give(context);
        context.next();
    }

    private static String give(RoutingContext context) {
        String sent = context.request().getHeader(HEADER);
        String id = sent != null && SANE.matcher(sent).matches() ? sent : made();
        context.put(KEY, id);
        MDC.put(LOG_FIELD, id);
        context.response().putHeader(HEADER, id);
        return id;
    }

    /** It has to be unique, not unguessable: the random bits of a secret would only be slower. */
    private static String made() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
