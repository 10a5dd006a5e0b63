package io.moonconnect.simulator.frame;

import io.moonconnect.simulator.frame.FrameCalls.FrameCall;
import io.moonconnect.simulator.people.Connection;
import io.moonconnect.simulator.platform.Sessions;
import io.moonconnect.simulator.platform.Sessions.Session;
import io.moonconnect.simulator.platform.Simulation;
import io.moonconnect.simulator.wire.Refusal;
import io.moonconnect.simulator.wire.Visitor;
import io.vertx.core.json.JsonObject;

/** The calls of the frames check-connection, connect, auth and reset. */
final class ConnectionCalls {

    private static final String CODE = "[0-9]{6}";

    private ConnectionCalls() {}

    /** Body {@code {sessionToken, skipKyc, browser}}; uses up the token; returns the result, unencrypted. */
    static JsonObject check(FrameCall call) {
        Sessions sessions = call.simulation().sessions();
        Session session = sessions.spend(call.body().text("sessionToken").orElse(""));
        call.checkAddress(session.deviceIp());
        Connection connection = sessions.connection(session);
        boolean skipKyc = call.body().flag("skipKyc").orElse(false);
        return result(call, skipKyc ? connection.withoutKyc() : connection);
    }

    /** Body {@code {clientToken}}; returns whether the customer's email and phone number are known. */
    static JsonObject begin(FrameCall call) {
        return JsonObject.of("contactKnown", connectionOf(call.visitor(), call).contact());
    }

    /** Body {@code {clientToken, code, browser}}; returns the result and stores it. */
    static JsonObject connect(FrameCall call) {
        Visitor visitor = call.visitor();
        String code = call.body().requiredText("code");
        if (!code.matches(CODE) || code.equals("000000")) {
            throw Refusal.invalid("wrongCode");
        }
        String status = statusAfter(code);
        call.simulation().sessions().settle(visitor.externalCustomerId(), status);
        return result(call, connectionOf(visitor, call));
    }

    /** Body {@code {browser}}; customers who are connected in this browser must connect again. */
    static JsonObject reset(FrameCall call) {
        Simulation simulation = call.simulation();
        simulation
                .customersIn(call.body().requiredText("browser"))
                .forEach(customer -> simulation.sessions().settle(customer, Connection.CONNECTION_REQUIRED));
        return new JsonObject();
    }

    private static String statusAfter(String code) {
        return switch (code) {
            case "111111" -> Connection.FAILED;
            case "222222" -> Connection.PENDING;
            case "333333" -> "unavailable";
            default -> Connection.ACTIVE;
        };
    }

    private static Connection connectionOf(Visitor visitor, FrameCall call) {
        return call.simulation().sessions().connectionOf(visitor.externalCustomerId());
    }

    private static JsonObject result(FrameCall call, Connection connection) {
        Simulation simulation = call.simulation();
        simulation.customersIn(call.body().requiredText("browser")).add(connection.externalCustomerId());
        JsonObject json = connection.json();
        if (!connection.hasCredentials()) {
            return json;
        }
        Visitor visitor = connection.visitor();
        if (visitor.customerId() != null) {
            json.put("customer", JsonObject.of("id", visitor.customerId()));
        }
        simulation.customers().seen(visitor.externalCustomerId());
        return json.put(
                "credentials",
                simulation.tokens().credentials(visitor, simulation.settings().tokenLife()));
    }
}
