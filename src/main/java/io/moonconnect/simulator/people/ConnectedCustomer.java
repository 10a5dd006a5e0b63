package io.moonconnect.simulator.people;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** A MoonPay customer with an external id; several customers may have the same one. */
public record ConnectedCustomer(String id, String externalCustomerId) {

    /** The customer of the examples in {@code platform.openapi.yaml}. */
    public static final String EXAMPLE = "cust-7f31";

    private static final String WITHOUT_EXTERNAL_ID = "without an external id";
    private static final String EXAMPLE_ID = "c0f0ce6e-7c1d-4d5e-8a35-2f3b8a2d6b41";

    public static ConnectedCustomer of(String externalCustomerId) {
        String name = externalCustomerId == null ? WITHOUT_EXTERNAL_ID : externalCustomerId;
        return new ConnectedCustomer(idOf(name), externalCustomerId);
    }

    public static List<ConnectedCustomer> allOf(String externalCustomerId) {
        ConnectedCustomer first = of(externalCustomerId);
        if (!Persona.of(externalCustomerId).is(Trait.TWICE)) {
            return List.of(first);
        }
        return List.of(first, new ConnectedCustomer(idOf(externalCustomerId + "/second"), externalCustomerId));
    }

    public Persona persona() {
        return Persona.of(externalCustomerId);
    }

    private static String idOf(String name) {
        if (EXAMPLE.equals(name)) {
            return EXAMPLE_ID;
        }
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
