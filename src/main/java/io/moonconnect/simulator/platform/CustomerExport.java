package io.moonconnect.simulator.platform;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The verified data of a customer; all values are fictitious. */
final class CustomerExport {

    private CustomerExport() {}

    static JsonObject of(String customerId) {
        return JsonObject.of(
                "basicDetails",
                JsonObject.of(
                        "firstName", "Ada",
                        "lastName", "Example",
                        "dateOfBirth", "1990-02-03",
                        "nationality", "USA"),
                "residentialAddress",
                JsonObject.of(
                        "country", "USA",
                        "street", "1 Sample Street",
                        "subStreet", null,
                        "locality", "Denver",
                        "administrativeArea", "CO",
                        "postalCode", "80202"),
                "phoneNumber",
                JsonObject.of("number", "+14155550142"),
                "taxIdentifiers",
                JsonArray.of(JsonObject.of("type", "ssn", "value", null)),
                "files",
                JsonArray.of(JsonObject.of(
                        "fileType",
                        "passport",
                        "downloadUrl",
                        "https://files.moonpay.example/" + customerId + "/passport.jpg")));
    }
}
