package io.moonconnect.http;

import java.time.Duration;
import java.util.Optional;

import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemType;
import io.vertx.core.buffer.Buffer;

/**
 * The body of one request, as far as it is there: its bytes stay within its own bound and within that of all bodies. It
 * counts what has come and not what is announced, since an announcement costs its sender nothing.
 */
final class ArrivingBody {

    static final int MAX_BYTES = 32 * 1024;
    static final int MAX_WEBHOOK_BYTES = 256 * 1024;

    private static final Duration SOON = Duration.ofSeconds(1);

    private final HeldBodies held;
    private final int most;
    private Buffer bytes = Buffer.buffer();
    private boolean over;

    ArrivingBody(HeldBodies held, int most) {
        this.held = held;
        this.most = most;
    }

    /** What refuses a body of this length, however little of it has come. */
    static Failure tooLarge(int most) {
        return new Failure(ProblemType.PAYLOAD_TOO_LARGE, "A body can have " + most + " bytes at most.");
    }

    /** Takes in what has come; or says why not. After the end, whatever still comes is dropped. */
    Optional<Failure> add(Buffer more) {
        if (over) {
            return Optional.empty();
        }
        if (bytes.length() + more.length() > most) {
            return Optional.of(tooLarge(most));
        }
        if (!held.hold(more.length())) {
            return Optional.of(Failure.retryLater(
                    ProblemType.OVERLOADED, "This service holds as many bodies as it can right now.", SOON));
        }
        bytes.appendBuffer(more);
        return Optional.empty();
    }

    byte[] bytes() {
        return bytes.getBytes();
    }

    /** The request is over, however it went: its bytes are forgotten, and make room for others. */
    void end() {
        if (!over) {
            over = true;
            held.letGo(bytes.length());
            bytes = Buffer.buffer();
        }
    }
}
