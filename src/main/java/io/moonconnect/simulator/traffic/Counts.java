package io.moonconnect.simulator.traffic;

import io.vertx.core.json.JsonObject;

/** Counts the calls of one operation by outcome. */
final class Counts {

    long started;
    long completed;
    long cancelled;
    long dropped;

    JsonObject json() {
        return JsonObject.of(
                "started", started,
                "completed", completed,
                "cancelled", cancelled,
                "dropped", dropped,
                "inFlight", started - completed - cancelled - dropped);
    }
}
