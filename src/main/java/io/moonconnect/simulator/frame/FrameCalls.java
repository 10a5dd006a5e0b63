package io.moonconnect.simulator.frame;

import java.util.function.Function;
import java.util.function.Supplier;

import io.moonconnect.simulator.fault.Delivery;
import io.moonconnect.simulator.platform.Simulation;
import io.moonconnect.simulator.platform.Tokens.Use;
import io.moonconnect.simulator.traffic.Sockets;
import io.moonconnect.simulator.wire.Answer;
import io.moonconnect.simulator.wire.Body;
import io.moonconnect.simulator.wire.Refusal;
import io.moonconnect.simulator.wire.Visitor;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** The calls of the frames' pages to the simulator: POST with JSON. An error's message is the frame's error code. */
public final class FrameCalls {

    private static final String ROOT = "/frames/calls";

    private final Supplier<Simulation> simulations;
    private final Sockets sockets;

    /** A page's call: the body, the customer of its client token, and the address that the page was loaded from. */
    record FrameCall(Simulation simulation, Body body, RoutingContext context) {

        Visitor visitor() {
            try {
                return simulation.tokens().read(body.requiredText("clientToken"), Use.CLIENT);
            } catch (Refusal refused) {
                throw Refusal.invalid("invalidClientToken");
            }
        }

        /** If the settings require it, the browser's address must be the device address of the session. */
        void checkAddress(String deviceIp) {
            String seen = context.request().remoteAddress().hostAddress();
            if (simulation.frameSettings().checkAddress() && !seen.equals(deviceIp)) {
                throw Refusal.invalid("ipAddressMismatch");
            }
        }

        /** The frames' own origin, as the browser sent it. */
        String origin() {
            return context.request().scheme() + "://" + context.request().authority();
        }
    }

    public FrameCalls(Supplier<Simulation> simulations, Sockets sockets) {
        this.simulations = simulations;
        this.sockets = sockets;
    }

    public void mount(Router router) {
        on(router, "/check", ConnectionCalls::check);
        on(router, "/connection", ConnectionCalls::begin);
        on(router, "/connect", ConnectionCalls::connect);
        on(router, "/reset", ConnectionCalls::reset);
        on(router, "/pay", PaymentCalls::pay);
        on(router, "/challenge", PaymentCalls::challenge);
        on(router, "/challenge-answer", PaymentCalls::answer);
        on(router, "/google-pay", PaymentCalls::googlePay);
        on(router, "/add-card", PaymentCalls::addCard);
        on(router, "/card", PaymentCalls::card);
        on(router, "/export-consent", PaymentCalls::exportConsent);
    }

    private void on(Router router, String path, Function<FrameCall, JsonObject> action) {
        router.route(HttpMethod.POST, ROOT + path).handler(context -> {
            sockets.carriesControl(context.request().connection());
            context.response().putHeader("Cache-Control", "no-store");
            try {
                Body body = Body.of(context.body().buffer());
                JsonObject result = action.apply(new FrameCall(simulations.get(), body, context));
                Delivery.whole(context.response(), Answer.bare(result));
            } catch (Refusal refusal) {
                Delivery.whole(context.response(), Answer.refused(refusal));
            }
        });
    }
}
