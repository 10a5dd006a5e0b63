package io.moonconnect.simulator.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.moonconnect.simulator.people.Persona;
import io.moonconnect.simulator.people.Trait;
import io.moonconnect.simulator.wire.Body;
import io.moonconnect.simulator.wire.Refusal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** One customer's KYC: submitted and missing data, and the decision some time after the last submission. */
final class Kyc {

    private static final Duration VERIFICATION = Duration.ofSeconds(10);
    private static final Map<String, List<String>> WANTED = Map.of(
            "basicDetails", List.of("firstName", "lastName", "dateOfBirth"),
            "residentialAddress", List.of("country", "street", "locality", "postalCode"));
    private static final List<String> MEMBERS =
            List.of("basicDetails", "residentialAddress", "phoneNumber", "taxIdentifiers");

    private final Clock clock;
    private final String settled;
    private final JsonObject given;
    private Instant completeSince;
    private String reported;

    private Kyc(Clock clock, String settled, JsonObject given) {
        this.clock = clock;
        this.settled = settled;
        this.given = given;
        this.reported = status();
    }

    /** Whether the status has changed since the last call. */
    boolean hasNews() {
        String before = reported;
        reported = status();
        return !reported.equals(before);
    }

    static Kyc of(Persona persona, Clock clock) {
        if (persona.is(Trait.KYC_COLLECTING)) {
            return collecting(clock);
        }
        if (persona.is(Trait.KYC_REJECTED)) {
            return new Kyc(clock, "rejected", new JsonObject());
        }
        return new Kyc(clock, persona.is(Trait.KYC_MANUAL_REVIEW) ? "manualReview" : "approved", new JsonObject());
    }

    static Kyc collecting(Clock clock) {
        JsonObject known = JsonObject.of("firstName", "Ada", "lastName", "Example", "dateOfBirth", "1990-02-03");
        return new Kyc(clock, null, JsonObject.of("basicDetails", known));
    }

    String status() {
        if (settled != null) {
            return settled;
        }
        if (completeSince == null) {
            return "collecting";
        }
        return clock.instant().isBefore(completeSince.plus(VERIFICATION)) ? "verifying" : "approved";
    }

    void submit(Body body) {
        body.object("basicDetails").ifPresent(details -> merge("basicDetails", details));
        body.object("residentialAddress").ifPresent(address -> merge("residentialAddress", address));
        body.object("phoneNumber").ifPresent(phone -> given.put("phoneNumber", phone.requiredText("number")));
        List<Body> identifiers = body.objects("taxIdentifiers");
        identifiers.forEach(identifier -> {
            identifier.requiredText("type");
            given.put("taxIdentifiers", identifier.requiredText("value"));
        });
        if (body.json().fieldNames().stream().noneMatch(MEMBERS::contains)) {
            throw Refusal.invalid("Nothing was submitted");
        }
        if (completeSince == null && outstanding().isEmpty()) {
            completeSince = clock.instant();
        }
    }

    JsonObject json() {
        JsonObject json = JsonObject.of("status", status(), "requirements", requirements());
        if ("verifying".equals(status())) {
            json.put("challenge", Challenge.json(completeSince));
        }
        return json;
    }

    JsonObject requirements() {
        JsonObject requirements = new JsonObject();
        if (settled != null) {
            return requirements;
        }
        WANTED.keySet().stream().sorted().forEach(category -> requirements.put(category, requirement(category)));
        String tax = given.containsKey("taxIdentifiers") ? "complete" : "incomplete";
        return requirements.put("taxIdentifiers", JsonObject.of("status", tax, "taxIdentifierType", "ssn"));
    }

    private JsonObject requirement(String category) {
        JsonObject known = given.getJsonObject(category, new JsonObject());
        List<String> missing = WANTED.get(category).stream()
                .filter(field -> known.getValue(field) == null)
                .toList();
        return missing.isEmpty()
                ? JsonObject.of("status", "complete")
                : JsonObject.of("status", "incomplete", "requiredFields", new JsonArray(new ArrayList<>(missing)));
    }

    private List<String> outstanding() {
        JsonObject requirements = requirements();
        return requirements.fieldNames().stream()
                .filter(name ->
                        "incomplete".equals(requirements.getJsonObject(name).getString("status")))
                .toList();
    }

    private void merge(String category, Body fields) {
        fields.json().fieldNames().forEach(fields::text);
        given.put(category, given.getJsonObject(category, new JsonObject()).mergeIn(fields.json()));
    }
}
