package io.moonconnect.simulator.platform;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import io.moonconnect.simulator.fault.Delivery;
import io.moonconnect.simulator.fault.Fault;
import io.moonconnect.simulator.fault.Faults;
import io.moonconnect.simulator.traffic.Sockets;
import io.moonconnect.simulator.traffic.Visit;
import io.moonconnect.simulator.wire.Answer;
import io.moonconnect.simulator.wire.Body;
import io.moonconnect.simulator.wire.Call;
import io.moonconnect.simulator.wire.Operation;
import io.moonconnect.simulator.wire.Refusal;
import io.moonconnect.simulator.wire.Visitor;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Processes every call: logs it, applies rate limit and faults, checks the credential, and responds. */
public final class FrontDoor {

    private static final String UNKNOWN = "unknown";
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

    private final Vertx vertx;
    private final Supplier<Simulation> simulations;
    private final Sockets sockets;
    private final Delivery delivery;

    public FrontDoor(Vertx vertx, Supplier<Simulation> simulations, Sockets sockets) {
        this.vertx = vertx;
        this.simulations = simulations;
        this.sockets = sockets;
        this.delivery = new Delivery(vertx);
    }

    /** Adds MoonPay's operations to the router, and MoonPay's response to all other paths. */
    public void mount(Router router) {
        for (Operation operation : Operation.values()) {
            router.route(operation.method(), operation.path()).handler(context -> enter(operation, context));
        }
        router.route().last().handler(this::unknown);
    }

    private void enter(Operation operation, RoutingContext context) {
        Simulation simulation = simulations.get();
        Visit visit = begin(simulation, operation.id(), context);
        if (!simulation.rateLimit().admits(simulation.settings().rate())) {
            Delivery.whole(context.response(), tooMany(simulation.settings().retryAfterSeconds()));
            return;
        }
        if (simulation.disabled(operation)) {
            Delivery.whole(context.response(), cannot(context, simulation.plainTextRouter()));
            return;
        }
        Faults.Plan plan = simulation.faults().plan(operation, paymentMethodType(operation, context));
        Duration wait = simulation.settings().latency().plusMillis(plan.delayMillis());
        after(wait, () -> {
            if (visit.open()) {
                deliver(simulation, operation, context, visit, plan.fault());
            }
        });
    }

    private void deliver(Simulation simulation, Operation operation, RoutingContext context, Visit visit, Fault fault) {
        try {
            delivery.deliver(context, visit, fault, () -> answer(simulation, operation, context));
        } catch (RuntimeException unforeseen) {
            context.fail(unforeseen);
        }
    }

    private void unknown(RoutingContext context) {
        begin(simulations.get(), UNKNOWN, context);
        Delivery.whole(context.response(), cannot(context, simulations.get().plainTextRouter()));
    }

    private Visit begin(Simulation simulation, String operation, RoutingContext context) {
        String requestId = "req-" + UUID.randomUUID();
        HttpServerResponse response = context.response();
        response.putHeader("X-Request-Id", requestId);
        response.putHeader("Date", HTTP_DATE.format(simulation.clock().instant()));
        sockets.carries(context, simulation.settings().idleTimeout());
        return simulation.traffic().begin(operation, requestId, context);
    }

    private static Answer answer(Simulation simulation, Operation operation, RoutingContext context) {
        try {
            Visitor visitor = new Doorkeeper(simulation.tokens()).admit(operation, context.request());
            if (visitor.customerId() != null) {
                simulation.customers().seen(visitor.externalCustomerId());
            }
            return simulation.endpoint(operation).answer(new Call(context, visitor));
        } catch (Refusal refusal) {
            return Answer.refused(refusal);
        }
    }

    private void after(Duration wait, Runnable step) {
        if (wait.isZero()) {
            step.run();
        } else {
            vertx.setTimer(Math.max(1, wait.toMillis()), unused -> step.run());
        }
    }

    private static Answer tooMany(int retryAfterSeconds) {
        Answer answer = Answer.refused(Refusal.tooMany("Slow down"));
        if (retryAfterSeconds < 0) {
            return answer;
        }
        Map<String, String> headers = new LinkedHashMap<>(answer.headers());
        headers.put("Retry-After", String.valueOf(retryAfterSeconds));
        return new Answer(answer.status(), headers, answer.body());
    }

    private static Answer cannot(RoutingContext context, boolean plainText) {
        HttpServerRequest request = context.request();
        return Answer.cannot(request.method().name(), request.path(), plainText);
    }

    private static String paymentMethodType(Operation operation, RoutingContext context) {
        if (operation != Operation.GET_BUY_QUOTE) {
            return null;
        }
        try {
            Optional<Body> method = Body.of(context.body().buffer()).object("paymentMethod");
            return method.flatMap(given -> given.text("type")).orElse(null);
        } catch (Refusal unreadable) {
            return null;
        }
    }
}
