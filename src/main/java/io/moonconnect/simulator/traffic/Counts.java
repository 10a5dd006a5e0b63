package io.moonconnect.simulator.traffic;

import io.vertx.core.json.JsonObject;

/** What became of the calls of one operation. */
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
