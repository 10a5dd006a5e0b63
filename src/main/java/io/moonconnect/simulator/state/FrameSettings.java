package io.moonconnect.simulator.state;

import java.util.Arrays;
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
 * @param googlePay whether the customer's device has Google Pay
 * @param addCardReady whether the add-card frame sends {@code ready}: MoonPay's page of the frame has it, that of its
 *     SDK does not
 * @param exportPath the path of the consent frame for a customer export below {@code /platform/v1/}; MoonPay's is not
 *     known
 */
public record FrameSettings(
        boolean checkAddress,
        boolean silent,
        Payment payment,
        GooglePay googlePay,
        boolean addCardReady,
        String exportPath) {

    public static final FrameSettings DEFAULT =
            new FrameSettings(false, false, Payment.BY_CUSTOMER, GooglePay.BY_CUSTOMER, true, "customer-export");

    /** The result of a payment. */
    public enum Payment {
        /** Depends on the customer's persona and card. */
        BY_CUSTOMER,
        CHALLENGE,
        DECLINE
    }

    /** The support for Google Pay. */
    public enum GooglePay {
        /** Depends on the customer's persona. */
        BY_CUSTOMER,
        READY,
        /** The frame reports {@code unsupported}. */
        UNSUPPORTED,
        /** The frame reports the error {@code googlePayUnavailable}. */
        UNAVAILABLE
    }

    /** These settings, changed by the members of the body. */
    public FrameSettings with(Body body) {
        return new FrameSettings(
                body.flag("checkAddress").orElse(checkAddress),
                body.flag("silent").orElse(silent),
                one(body, "payment", Payment.class).orElse(payment),
                one(body, "googlePay", GooglePay.class).orElse(googlePay),
                body.flag("addCardReady").orElse(addCardReady),
                body.text("exportPath").orElse(exportPath));
    }

    public JsonObject json() {
        return JsonObject.of(
                "checkAddress", checkAddress,
                "silent", silent,
                "payment", payment.name(),
                "googlePay", googlePay.name(),
                "addCardReady", addCardReady,
                "exportPath", exportPath);
    }

    private static <E extends Enum<E>> Optional<E> one(Body body, String member, Class<E> type) {
        try {
            return body.text(member).map(name -> Enum.valueOf(type, name));
        } catch (IllegalArgumentException unknown) {
            throw Refusal.invalid(member + " has to be one of " + Arrays.toString(type.getEnumConstants()));
        }
    }
}
