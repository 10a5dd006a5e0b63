package io.moonconnect.simulator.people;

import io.moonconnect.simulator.wire.Visitor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * The result of a check frame for a customer. {@code terms} and {@code contact} are those of the customer's newest
 * session; {@code settled} is the status set by a connect or reset frame, or null.
 */
public record Connection(String externalCustomerId, boolean terms, boolean contact, String settled) {

    public static final String ACTIVE = "active";
    public static final String CONNECTION_REQUIRED = "connectionRequired";
    public static final String PENDING = "pending";
    public static final String FAILED = "failed";

    private static final String TERMS_REQUIRED = "termsAcceptanceRequired";

    public String status() {
        String status = settled == null ? persona().connectionStatus() : settled;
        return terms && TERMS_REQUIRED.equals(status) ? ACTIVE : status;
    }

    /** This connection without regard to KYC, as a check frame with {@code skipKyc} reports it. */
    public Connection withoutKyc() {
        return undecided() ? settledAs(ACTIVE) : this;
    }

    /** Whether KYC is rejected or under review; then the customer cannot pay, not even after a check without KYC. */
    public boolean undecided() {
        return PENDING.equals(status()) || FAILED.equals(status());
    }

    public Connection settledAs(String status) {
        return new Connection(externalCustomerId, terms, contact, status);
    }

    /** Guest checkout requires contact and accepted terms, and the US other than New York and Washington. */
    public boolean guestCheckout() {
        Geography geography = persona().geography();
        boolean offered = geography.american() && !geography.finalityState();
        return offered && terms && contact && CONNECTION_REQUIRED.equals(status());
    }

    /** The customer of this connection's credentials, if it has any. */
    public boolean hasCredentials() {
        return ACTIVE.equals(status()) || CONNECTION_REQUIRED.equals(status());
    }

    public Visitor visitor() {
        if (ACTIVE.equals(status())) {
            String id = ConnectedCustomer.of(externalCustomerId).id();
            return new Visitor(Visitor.Kind.CUSTOMER, externalCustomerId, id, false);
        }
        return new Visitor(Visitor.Kind.ANONYMOUS, externalCustomerId, null, guestCheckout());
    }

    /** The result as reported by a frame, without the credentials. */
    public JsonObject json() {
        JsonObject json = JsonObject.of("status", status());
        if (FAILED.equals(status())) {
            json.put("reason", "The customer's identity could not be verified");
        }
        if (ACTIVE.equals(status())) {
            json.put("capabilities", JsonObject.of("ramps", ramps()));
        } else if (guestCheckout()) {
            json.put("capabilities", JsonObject.of("ramps", ramps(), "guestCheckout", new JsonObject()));
        }
        return json;
    }

    private JsonObject ramps() {
        Geography geography = persona().geography();
        JsonObject requirements = new JsonObject();
        if (geography.finalityState() || geography.european()) {
            Object location = persona().is(Trait.GEOGRAPHY_AS_LIST) ? JsonArray.of(geography.json()) : geography.json();
            requirements.put("paymentDisclosures", location);
        }
        return JsonObject.of("requirements", requirements);
    }

    private Persona persona() {
        return Persona.of(externalCustomerId);
    }
}
