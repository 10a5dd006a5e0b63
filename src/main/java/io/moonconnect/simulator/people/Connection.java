package io.moonconnect.simulator.people;

import io.moonconnect.simulator.wire.Visitor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * What a check frame finds out about a customer. {@code terms} and {@code contact} say what the customer's newest
 * session carried.
 */
public record Connection(String externalCustomerId, boolean terms, boolean contact) {

    private static final String ACTIVE = "active";
    private static final String CONNECTION_REQUIRED = "connectionRequired";

    public String status() {
        String status = persona().connectionStatus();
        return terms && "termsAcceptanceRequired".equals(status) ? ACTIVE : status;
    }

    /** Guest checkout is offered in the US but for New York and Washington, to who gave contact and took the terms. */
    public boolean guestCheckout() {
        Geography geography = persona().geography();
        boolean offered = geography.american() && !geography.finalityState();
        return offered && terms && contact && CONNECTION_REQUIRED.equals(status());
    }

    /** Whom the credentials of this connection stand for, where it has any. */
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

    /** The result as a frame reports it, without the credentials. */
    public JsonObject json() {
        JsonObject json = JsonObject.of("status", status());
        if ("failed".equals(status())) {
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
