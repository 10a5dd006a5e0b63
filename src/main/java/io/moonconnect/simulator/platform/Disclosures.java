package io.moonconnect.simulator.platform;

import io.moonconnect.simulator.people.Geography;
import io.moonconnect.simulator.people.Persona;
import io.moonconnect.simulator.people.Trait;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The disclosures that a quote requires, by geography and asset. */
final class Disclosures {

    private static final String FIRST = "1";
    private static final String NEVER_HEARD_OF = "999";

    private Disclosures() {}

    static JsonArray of(Persona persona, Coin coin) {
        JsonArray disclosures = new JsonArray();
        Geography geography = persona.geography();
        if (geography.finalityState()) {
            disclosures.add(disclosure("us-transaction-finality", FIRST));
        } else if (geography.american() && coin.kind() == Coin.Kind.DEFI) {
            disclosures.add(disclosure("gateway-token", FIRST));
        } else if (geography.european()) {
            boolean stable = coin.kind() == Coin.Kind.UNREGULATED_STABLECOIN;
            String version = persona.is(Trait.DISCLOSURE_REWORDED) ? NEVER_HEARD_OF : FIRST;
            disclosures.add(disclosure(stable ? "eea-unregulated-stablecoin-risk" : "eea-crypto-asset-risk", version));
        }
        if (persona.is(Trait.DISCLOSURE_UNHEARD_OF)) {
            disclosures.add(disclosure("eea-volcanic-activity", FIRST));
        }
        return disclosures;
    }

    private static JsonObject disclosure(String id, String version) {
        return JsonObject.of("id", id, "version", version);
    }
}
