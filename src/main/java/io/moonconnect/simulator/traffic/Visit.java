package io.moonconnect.simulator.traffic;

/** A running call: it is completed, cancelled by the client, or dropped by the simulator on purpose. */
public final class Visit {

    private final Counts counts;
    private boolean open = true;
    private boolean onPurpose;

    Visit(Counts counts) {
        this.counts = counts;
        counts.started++;
    }

    /** The simulator is about to break the connection, so its end does not count as a cancellation. */
    public void breakOnPurpose() {
        onPurpose = true;
    }

    public boolean open() {
        return open;
    }

    void ended(boolean inFull) {
        if (!open) {
            return;
        }
        open = false;
        if (inFull) {
            counts.completed++;
        } else if (onPurpose) {
            counts.dropped++;
        } else {
            counts.cancelled++;
        }
    }
}
