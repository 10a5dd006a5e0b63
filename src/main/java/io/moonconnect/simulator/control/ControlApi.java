package io.moonconnect.simulator.control;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import io.moonconnect.simulator.fault.Delivery;
import io.moonconnect.simulator.fault.Fault;
import io.moonconnect.simulator.fault.Faults;
import io.moonconnect.simulator.people.Persona;
import io.moonconnect.simulator.platform.Simulation;
import io.moonconnect.simulator.traffic.Sockets;
import io.moonconnect.simulator.webhook.Webhooks;
import io.moonconnect.simulator.wire.Answer;
import io.moonconnect.simulator.wire.Body;
import io.moonconnect.simulator.wire.Operation;
import io.moonconnect.simulator.wire.Refusal;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Controls the simulator and reports its traffic. The package's documentation lists the calls. */
public final class ControlApi {

    private static final String ROOT = "/simulator";

    private final Supplier<Simulation> simulations;
    private final Webhooks webhooks;
    private final Runnable reset;
    private final Sockets sockets;
    private final Frames frames;

    public ControlApi(Supplier<Simulation> simulations, Webhooks webhooks, Runnable reset, Sockets sockets) {
        this.simulations = simulations;
        this.webhooks = webhooks;
        this.reset = reset;
        this.sockets = sockets;
        this.frames = new Frames(simulations);
    }

    public void mount(Router router) {
        router.route(ROOT + "*").handler(this::countApart);
        on(router, HttpMethod.GET, "", call -> index());
        on(router, HttpMethod.POST, "/reset", does(call -> reset.run()));
        on(router, HttpMethod.GET, "/settings", call -> simulation().settings().json());
        on(router, HttpMethod.PATCH, "/settings", this::changeSettings);
        on(
                router,
                HttpMethod.GET,
                "/faults",
                call -> list("faults", simulation().faults().json()));
        on(router, HttpMethod.POST, "/faults", does(this::addFault));
        on(router, HttpMethod.PUT, "/faults", does(this::replaceFaults));
        on(router, HttpMethod.DELETE, "/faults", does(call -> simulation()
                .faults()
                .clear()));
        on(router, HttpMethod.PUT, "/disabled", does(this::disable));
        on(router, HttpMethod.GET, "/clock", call -> clock());
        on(router, HttpMethod.POST, "/clock", this::advance);
        on(router, HttpMethod.GET, "/counts", call -> counts());
        on(router, HttpMethod.GET, "/requests", this::requests);
        on(router, HttpMethod.DELETE, "/requests", does(call -> simulation()
                .traffic()
                .forget()));
        on(router, HttpMethod.DELETE, "/idle-connections", call -> JsonObject.of("closed", sockets.closeIdle()));
        on(router, HttpMethod.GET, "/webhooks", call -> webhooks.json());
        on(
                router,
                HttpMethod.PATCH,
                "/webhooks",
                call -> webhooks.change(Body.of(call.body().buffer())));
        on(
                router,
                HttpMethod.POST,
                "/webhooks",
                does(call -> webhooks.send(Body.of(call.body().buffer()).json())));
        on(router, HttpMethod.GET, "/frames", call -> simulation()
                .frameSettings()
                .json());
        on(router, HttpMethod.PATCH, "/frames", this::changeFrames);
        on(router, HttpMethod.GET, "/connections", frames::connection);
        on(router, HttpMethod.POST, "/access-tokens", frames::accessToken);
        on(router, HttpMethod.POST, "/consent-tokens", frames::consentToken);
        on(router, HttpMethod.POST, "/transactions", frames::transaction);
    }

    private void on(Router router, HttpMethod method, String path, Function<RoutingContext, JsonObject> action) {
        router.route(method, ROOT + path).handler(context -> {
            try {
                JsonObject result = action.apply(context);
                Delivery.whole(context.response(), result == null ? Answer.noContent() : Answer.bare(result));
            } catch (Refusal refusal) {
                Delivery.whole(context.response(), Answer.refused(refusal));
            }
        });
    }

    private static Function<RoutingContext, JsonObject> does(Consumer<RoutingContext> action) {
        return call -> {
            action.accept(call);
            return null;
        };
    }

    private void countApart(RoutingContext context) {
        sockets.carriesControl(context.request().connection());
        context.next();
    }

    private Simulation simulation() {
        return simulations.get();
    }

    private static JsonObject index() {
        JsonArray operations = new JsonArray();
        for (Operation operation : Operation.values()) {
            operations.add(operation.id());
        }
        return JsonObject.of("customers", Persona.catalogue(), "operations", operations);
    }

    private static JsonObject list(String name, JsonArray items) {
        return JsonObject.of(name, items);
    }

    private JsonObject changeSettings(RoutingContext call) {
        simulation().change(simulation().settings().with(Body.of(call.body().buffer())));
        return simulation().settings().json();
    }

    private JsonObject changeFrames(RoutingContext call) {
        simulation()
                .change(simulation().frameSettings().with(Body.of(call.body().buffer())));
        return simulation().frameSettings().json();
    }

    private void addFault(RoutingContext call) {
        Body body = Body.of(call.body().buffer());
        simulation().faults().add(Fault.of(body), times(body));
    }

    /** In one step, so that no call in between finds none. */
    private void replaceFaults(RoutingContext call) {
        Body body = Body.of(call.body().buffer());
        Fault fault = Fault.of(body);
        int times = times(body);
        simulation().faults().clear();
        simulation().faults().add(fault, times);
    }

    private static int times(Body body) {
        return body.number("times").map(Number::intValue).orElse(Faults.WITHOUT_END);
    }

    private void disable(RoutingContext call) {
        Body body = Body.of(call.body().buffer());
        Set<Operation> operations = EnumSet.noneOf(Operation.class);
        body.json()
                .getJsonArray("operations", new JsonArray())
                .forEach(id -> operations.add(Operation.byId(String.valueOf(id))
                        .orElseThrow(() -> Refusal.invalid("No such operation: " + id))));
        simulation().disable(operations, body.flag("plainText").orElse(false));
    }

    private JsonObject clock() {
        return JsonObject.of(
                "now", simulation().clock().instant().toString(),
                "aheadMillis", simulation().clock().ahead().toMillis());
    }

    private JsonObject advance(RoutingContext call) {
        long millis = Body.of(call.body().buffer())
                .number("advanceMillis")
                .orElseThrow(() -> Refusal.invalid("advanceMillis is required"))
                .longValue();
        simulation().clock().advance(Duration.ofMillis(millis));
        return clock();
    }

    private JsonObject counts() {
        return JsonObject.of("counts", simulation().traffic().counts(), "openConnections", sockets.count());
    }

    private JsonObject requests(RoutingContext call) {
        String operation = call.queryParams().get("operation");
        return list("requests", simulation().traffic().log(operation));
    }
}
