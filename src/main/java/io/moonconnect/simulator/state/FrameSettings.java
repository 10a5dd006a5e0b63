package io.moonconnect.simulator.state;

import java.util.Optional;

import io.moonconnect.simulator.wire.Body;
import io.moonconnect.simulator.wire.Refusal;
import io.vertx.core.json.JsonObject;

/**
 * The behaviour of the frames.
 *
 * @param checkAddress whether a frame that is loaded from another address than the session's device address reports
 *     {@code ipAddressMismatch}; off by default, because a developer's browser uses loopback
 * @param silent whether pages are empty, so that there is no handshake
 * @param payment the result of payments
 */
public record FrameSettings(boolean checkAddress, boolean silent, Payment payment) {

    public static final FrameSettings DEFAULT = new FrameSettings(false, false, Payment.BY_CUSTOMER);

    /** The result of a payment. */
    public enum Payment {
        /** Depends on the customer's persona and card. */
        BY_CUSTOMER,
        CHALLENGE,
        DECLINE
    }

    /** These settings, changed by the members of the body. */
    public FrameSettings with(Body body) {
        return new FrameSettings(
                body.flag("checkAddress").orElse(checkAddress),
                body.flag("silent").orElse(silent),
                payment(body).orElse(payment));
    }

    public JsonObject json() {
        return JsonObject.of("checkAddress", checkAddress, "silent", silent, "payment", payment.name());
    }

    private static Optional<Payment> payment(Body body) {
        try {
            return body.text("payment").map(Payment::valueOf);
        } catch (IllegalArgumentException noSuchPayment) {
            throw Refusal.invalid("payment has to be BY_CUSTOMER, CHALLENGE or DECLINE");
        }
    }
}
