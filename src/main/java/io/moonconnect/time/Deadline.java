package io.moonconnect.time;

import java.time.Duration;

/** A moment by which something has to be done, by the clock that never jumps. */
public final class Deadline {

    private final long nanoTime;

    private Deadline(long nanoTime) {
        this.nanoTime = nanoTime;
    }

    public static Deadline after(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /** The earlier of this and so long from now. */
    public Deadline butAtMost(Duration duration) {
        Deadline other = after(duration);
        return other.nanoTime - nanoTime < 0 ? other : this;
    }

    /** The later of this and so long from now. */
    public Deadline butAtLeast(Duration duration) {
        Deadline other = after(duration);
        return other.nanoTime - nanoTime > 0 ? other : this;
    }

    /** What is left; zero when it has passed. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }

    /** The same in milliseconds. */
    public long remainingMillis() {
        return remaining().toMillis();
    }
}
