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

    /**
     * The simulator is about to break the response, so its end counts neither as a cancellation nor, over HTTP/2, where
     * half a response can be ended, as a completion.
     */
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
        if (onPurpose) {
            counts.dropped++;
        } else if (inFull) {
            counts.completed++;
        } else {
            counts.cancelled++;
        }
    }
}
