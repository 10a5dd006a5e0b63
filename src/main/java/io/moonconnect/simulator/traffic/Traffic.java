package io.moonconnect.simulator.traffic;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Counts calls by operation and keeps a log of the newest ones, with masked secrets. */
public final class Traffic {

    private static final int MOST_ENTRIES = 2_000;
    private static final int MOST_BODY_CHARACTERS = 16 * 1024;

    private final Clock clock;
    private final Map<String, Counts> counts = new TreeMap<>();
    private final Deque<JsonObject> log = new ArrayDeque<>();

    public Traffic(Clock clock) {
        this.clock = clock;
    }

    /** Records a call; its outcome is reported to the returned visit. */
    public Visit begin(String operation, String requestId, RoutingContext context) {
        if (log.size() == MOST_ENTRIES) {
            log.removeFirst();
        }
        log.addLast(entry(operation, requestId, context));
        Visit visit = new Visit(counts.computeIfAbsent(operation, unused -> new Counts()));
        // Not the reported result: over HTTP/2, Vert.x may report that the stream was closed before it reports the end
        // of the response, and reports a response that the simulator has reset as ended.
        context.addEndHandler(reported -> visit.ended(context.response().ended()));
        return visit;
    }

    public JsonObject counts() {
        JsonObject json = new JsonObject();
        counts.forEach((operation, counted) -> json.put(operation, counted.json()));
        return json;
    }

    /** The log of one operation, or of all with null; oldest first. */
    public JsonArray log(String operation) {
        JsonArray json = new JsonArray();
        log.stream()
                .filter(entry -> operation == null || operation.equals(entry.getString("operation")))
                .forEach(json::add);
        return json;
    }

    public void forget() {
        counts.clear();
        log.clear();
    }

    private JsonObject entry(String operation, String requestId, RoutingContext context) {
        JsonObject headers = new JsonObject();
        context.request()
                .headers()
                .forEach((name, value) -> headers.put(name.toLowerCase(), Masked.header(name, value)));
        String body = context.body().asString();
        return JsonObject.of(
                "operation",
                operation,
                "requestId",
                requestId,
                "at",
                clock.instant().toString(),
                "method",
                context.request().method().name(),
                "path",
                context.request().path(),
                "query",
                context.request().query(),
                "headers",
                headers,
                "body",
                body == null ? null : body.substring(0, Math.min(body.length(), MOST_BODY_CHARACTERS)));
    }
}
