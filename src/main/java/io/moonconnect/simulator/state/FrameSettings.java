package io.moonconnect.simulator.state;

import java.util.Optional;

import io.moonconnect.simulator.wire.Body;
import io.moonconnect.simulator.wire.Refusal;
import io.vertx.core.json.JsonObject;

/**
 * How the frames behave.
 *
 * @param checkAddress whether a frame that is loaded from another address than the session's device address says
 *     {@code ipAddressMismatch}; off, since a developer's browser comes from loopback
 * @param silent pages are empty, so that no handshake comes
 * @param payment what becomes of payments
 */
public record FrameSettings(boolean checkAddress, boolean silent, Payment payment) {

    public static final FrameSettings DEFAULT = new FrameSettings(false, false, Payment.BY_CUSTOMER);

    /** What becomes of a payment. */
    public enum Payment {
        /** As the customer's persona and card have it. */
        BY_CUSTOMER,
        CHALLENGE,
        DECLINE
    }

    /** These settings with the members that the body names. */
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
