package io.moonconnect.simulator.fault;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import io.moonconnect.simulator.traffic.Visit;
import io.moonconnect.simulator.wire.Answer;
import io.moonconnect.simulator.wire.Refusal;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Writes a response: complete, or broken as the fault requires. */
public final class Delivery {

    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
    private static final String NOT_JSON = "{\"data\": {\"source\": <not json>, ";
    private static final String ELSEWHERE = "/platform/v1/elsewhere";

    private final BrokenWire broken;

    public Delivery(Vertx vertx) {
        this.broken = new BrokenWire(vertx);
    }

    /** Responds to the call; {@code right} computes the correct response and is called only if the fault needs it. */
    public void deliver(RoutingContext call, Visit visit, Fault fault, Supplier<Answer> right) {
        if (fault == null) {
            whole(call.response(), right.get());
            return;
        }
        switch (fault.kind()) {
            case DELAY -> whole(call.response(), right.get());
            case STATUS -> whole(call.response(), error(fault));
            case LITERAL -> whole(call.response(), Answer.literal(fault.status(), literal(fault), fault.body()));
            case MALFORMED -> whole(call.response(), Answer.literal(fault.status(), JSON, Buffer.buffer(NOT_JSON)));
            case REDIRECT -> whole(call.response(), redirect(fault));
            case HANG -> {
                // Hangs until the client gives up.
            }
            case DROP -> broken.drop(call, visit);
            case ABORT -> broken.abort(call, visit);
            case RESET -> broken.half(call, visit, begin(call.response(), right.get()), true);
            case TRUNCATE -> broken.half(call, visit, begin(call.response(), right.get()), false);
            case DRIP -> broken.drip(call.response(), begin(call.response(), right.get()), fault.intervalMillis());
            case OVERSIZE -> broken.oversize(call.response().setStatusCode(fault.status()), fault.bytes());
        }
    }

    public static void whole(HttpServerResponse response, Answer answer) {
        response.end(begin(response, answer));
    }

    private static Buffer begin(HttpServerResponse response, Answer answer) {
        response.setStatusCode(answer.status());
        answer.headers().forEach((name, value) -> {
            response.headers().remove(name);
            if (value != null) {
                response.headers().set(name, value);
            }
        });
        return answer.body();
    }

    private static Answer error(Fault fault) {
        String message = fault.body().length() == 0
                ? "Asked for by the control API"
                : fault.body().toString();
        Answer answer = Answer.refused(Refusal.of(fault.status(), message));
        Map<String, String> headers = new LinkedHashMap<>(answer.headers());
        headers.putAll(fault.headers());
        return new Answer(answer.status(), headers, answer.body());
    }

    private static Map<String, String> literal(Fault fault) {
        Map<String, String> headers = new LinkedHashMap<>(JSON);
        fault.headers().forEach((name, value) -> {
            headers.keySet().removeIf(name::equalsIgnoreCase);
            headers.put(name, value);
        });
        return headers;
    }

    private static Answer redirect(Fault fault) {
        Map<String, String> headers = new LinkedHashMap<>(Map.of("Location", ELSEWHERE));
        headers.putAll(fault.headers());
        return Answer.literal(fault.status(), headers, Buffer.buffer());
    }
}
