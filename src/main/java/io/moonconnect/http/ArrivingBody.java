package io.moonconnect.http;

import java.time.Duration;
import java.util.Optional;

import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemType;
import io.moonconnect.problem.Refusal;
import io.vertx.core.buffer.Buffer;

/** A partly received body. Counts received bytes, because announcing a large body costs the sender nothing. */
final class ArrivingBody {

    static final int MAX_BYTES = 32 * 1024;

    /** For webhooks and KYC data. */
    static final int MAX_LARGE_BYTES = 256 * 1024;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final HeldBodies held;
    private final int most;
    private Buffer bytes = Buffer.buffer();
    private boolean over;

    ArrivingBody(HeldBodies held, int most) {
        this.held = held;
        this.most = most;
    }

    /** The failure for a body over this limit, even if little of it has arrived. */
    static Failure tooLarge(int most) {
        return new Failure(Refusal.BODY_LENGTH, "The body exceeds " + most + " bytes.");
    }

    /** Appends received bytes, or returns why the body is rejected. Bytes that arrive after the end are dropped. */
    Optional<Failure> add(Buffer more) {
        if (over) {
            return Optional.empty();
        }
        if (bytes.length() + more.length() > most) {
            return Optional.of(tooLarge(most));
        }
        if (!held.hold(more.length())) {
            return Optional.of(Failure.retryLater(
                    ProblemType.OVERLOADED, "The memory for request bodies is exhausted.", RETRY_AFTER));
        }
        bytes.appendBuffer(more);
        return Optional.empty();
    }

    boolean isEmpty() {
        return bytes.length() == 0;
    }

    byte[] bytes() {
        return bytes.getBytes();
    }

    /** Releases the bytes when the request ends, successfully or not. */
    void end() {
        if (!over) {
            over = true;
            held.release(bytes.length());
            bytes = Buffer.buffer();
        }
    }
}
