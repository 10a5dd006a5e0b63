package io.moonconnect.simulator.control;

import java.time.Duration;
import java.util.function.Supplier;

import io.moonconnect.simulator.people.ConnectedCustomer;
import io.moonconnect.simulator.people.Connection;
import io.moonconnect.simulator.platform.Sessions;
import io.moonconnect.simulator.platform.Simulation;
import io.moonconnect.simulator.platform.Tokens.Use;
import io.moonconnect.simulator.wire.Body;
import io.moonconnect.simulator.wire.Refusal;
import io.moonconnect.simulator.wire.Visitor;
import io.moonconnect.simulator.wire.Visitor.Kind;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** The results of MoonPay's frames for clients without a browser: connections, credentials, payments. */
final class Frames {

    private final Supplier<Simulation> simulations;

    Frames(Supplier<Simulation> simulations) {
        this.simulations = simulations;
    }

    /**
     * The result of a check frame, for an {@code externalCustomerId} or a {@code sessionToken}, which is used up.
     * With {@code credentials=true} it also contains the customer and the credentials, unencrypted.
     */
    JsonObject connection(RoutingContext call) {
        String externalCustomerId = call.queryParams().get("externalCustomerId");
        Connection connection =
                connection(externalCustomerId, call.queryParams().get("sessionToken"));
        JsonObject json = connection.json();
        if ("true".equals(call.queryParams().get("credentials")) && connection.hasCredentials()) {
            Visitor visitor = connection.visitor();
            if (visitor.customerId() != null) {
                json.put("customer", JsonObject.of("id", visitor.customerId()));
            }
            json.put("credentials", credentials(visitor, tokenLife()));
        }
        return json;
    }

    /** Body {@code {externalCustomerId?, sessionToken?, anonymous?, lifeMillis?}}. */
    JsonObject accessToken(RoutingContext call) {
        Body body = Body.optional(call.body().buffer());
        Duration life = body.number("lifeMillis")
                .map(Number::longValue)
                .map(Duration::ofMillis)
                .orElseGet(this::tokenLife);
        String externalCustomerId = body.text("externalCustomerId").orElse(null);
        if (body.flag("anonymous").orElse(false)) {
            return credentials(new Visitor(Kind.ANONYMOUS, externalCustomerId, null, false), life);
        }
        Connection connection =
                connection(externalCustomerId, body.text("sessionToken").orElse(null));
        if (!connection.hasCredentials()) {
            throw Refusal.conflict("This customer's connection is " + connection.status());
        }
        return credentials(connection.visitor(), life);
    }

    /** Body {@code {externalCustomerId?}}; without an id the token belongs to no customer. */
    JsonObject consentToken(RoutingContext call) {
        Body body = Body.optional(call.body().buffer());
        String externalCustomerId = body.text("externalCustomerId").orElse(null);
        String customerId = externalCustomerId == null
                ? null
                : ConnectedCustomer.of(externalCustomerId).id();
        JsonObject consent = simulations.get().tokens().consent(externalCustomerId, customerId);
        return JsonObject.of("consentToken", consent.getString("token"));
    }

    /** Body {@code {accessToken, signature}}: pays as in the buy frame. */
    JsonObject transaction(RoutingContext call) {
        Body body = Body.of(call.body().buffer());
        Visitor visitor = simulations.get().tokens().read(body.requiredText("accessToken"), Use.ACCESS);
        if (simulations
                .get()
                .sessions()
                .connectionOf(visitor.externalCustomerId())
                .undecided()) {
            throw Refusal.forbidden("This customer may not buy");
        }
        return simulations.get().transactions().begin(visitor, body.requiredText("signature"));
    }

    private Connection connection(String externalCustomerId, String sessionToken) {
        if (sessionToken != null) {
            Sessions sessions = simulations.get().sessions();
            return sessions.connection(sessions.spend(sessionToken));
        }
        if (externalCustomerId == null) {
            throw Refusal.invalid("externalCustomerId or sessionToken is required");
        }
        return simulations.get().sessions().connectionOf(externalCustomerId);
    }

    private JsonObject credentials(Visitor visitor, Duration life) {
        simulations.get().customers().seen(visitor.externalCustomerId());
        return simulations.get().tokens().credentials(visitor, life);
    }

    private Duration tokenLife() {
        return simulations.get().settings().tokenLife();
    }
}
