package io.moonconnect.time;

import java.time.Duration;

/** A deadline on the monotonic clock. */
public final class Deadline {

    private final long nanoTime;

    private Deadline(long nanoTime) {
        this.nanoTime = nanoTime;
    }

    public static Deadline after(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /** The earlier of this and {@code duration} from now. */
    public Deadline butAtMost(Duration duration) {
        Deadline other = after(duration);
        return other.nanoTime - nanoTime < 0 ? other : this;
    }

    /** The later of this and {@code duration} from now. */
    public Deadline butAtLeast(Duration duration) {
        Deadline other = after(duration);
        return other.nanoTime - nanoTime > 0 ? other : this;
    }

    /** Zero once it has passed. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }

    public long remainingMillis() {
        return remaining().toMillis();
    }
}
