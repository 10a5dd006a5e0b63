package io.moonconnect.connection;

import io.restassured.response.ValidatableResponse;

import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

/** What an answer says must be shown; the ids and places that its tests are about. */
final class Shown {

    static final String FINALITY = "us-transaction-finality";
    static final String CRYPTO = "eea-crypto-asset-risk";
    static final String STABLECOIN = "eea-unregulated-stablecoin-risk";
    static final String GATEWAY = "gateway-token";
    static final String CAUTIOUS = "most-cautious";

    static final String NEW_YORK = "{\"country\":\"USA\",\"administrativeArea\":\"NY\"}";
    static final String CALIFORNIA = "{\"country\":\"USA\",\"administrativeArea\":\"CA\"}";
    static final String EEA = "{\"area\":\"EEA\"}";
    static final String SWITZERLAND = "{\"country\":\"CHE\"}";

    private Shown() {}

    /** These texts and no others. */
    static ValidatableResponse shown(ValidatableResponse answer, String... ids) {
        return answer.statusCode(200)
                .body("disclosureRequired", is(true))
                .body("disclosures.id", containsInAnyOrder(ids));
    }

    static ValidatableResponse nothing(ValidatableResponse answer) {
        return answer.statusCode(200).body("disclosureRequired", is(false)).body("disclosures", empty());
    }
}
