package io.moonconnect.simulator.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.moonconnect.simulator.people.Persona;
import io.moonconnect.simulator.people.Trait;
import io.moonconnect.simulator.wire.Body;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** One customer's KYC: submitted and missing data, and the decision some time after the last submission. */
final class Kyc {

    private static final Duration VERIFICATION = Duration.ofSeconds(10);
    private static final Map<String, List<String>> WANTED = Map.of(
            "basicDetails", List.of("firstName", "lastName", "dateOfBirth"),
            "residentialAddress", List.of("country", "street", "locality", "postalCode"));

    /** Countries whose addresses need an administrative area; elsewhere it is optional. */
    private static final Set<String> WITH_AREA = Set.of("USA", "CAN");

    /** By category: each set of files completes it. */
    private static final Map<String, List<Set<String>>> DOCUMENTS = Map.of(
            "identityDocuments",
            List.of(
                    Set.of("passport"),
                    Set.of("drivingLicence/front", "drivingLicence/back"),
                    Set.of("nationalIdentityCard/front", "nationalIdentityCard/back"),
                    Set.of("residencePermit/front", "residencePermit/back")),
            "selfie",
            List.of(Set.of("selfie")));

    private final Clock clock;
    private final String challengeToken = UUID.randomUUID().toString();
    private final boolean documents;
    private String settled;
    private final JsonObject given;
    private final Set<String> files = new HashSet<>();
    private Instant completeSince;
    private String reported;

    private Kyc(Clock clock, String settled, boolean documents, JsonObject given) {
        this.clock = clock;
        this.settled = settled;
        this.documents = documents;
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
            JsonObject known = JsonObject.of("firstName", "Ada", "lastName", "Example", "dateOfBirth", "1990-02-03");
            return new Kyc(clock, null, persona.is(Trait.KYC_DOCUMENTS), JsonObject.of("basicDetails", known));
        }
        if (persona.is(Trait.KYC_REJECTED)) {
            return settled(clock, "rejected");
        }
        return settled(clock, persona.is(Trait.KYC_MANUAL_REVIEW) ? "manualReview" : "approved");
    }

    private static Kyc settled(Clock clock, String status) {
        return new Kyc(clock, status, false, new JsonObject());
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
        KycSubmission.check(body);
        body.object("basicDetails").ifPresent(details -> merge("basicDetails", details));
        body.object("residentialAddress").ifPresent(address -> merge("residentialAddress", address));
        body.object("phoneNumber").ifPresent(phone -> given.put("phoneNumber", phone.requiredText("number")));
        body.objects("taxIdentifiers")
                .forEach(identifier -> given.put("taxIdentifiers", identifier.requiredText("value")));
        checkComplete();
    }

    /** @param side of a document with two sides, else null */
    void add(String fileType, String side) {
        files.add(fileType);
        if (side != null) {
            files.add(fileType + "/" + side);
        }
        checkComplete();
    }

    private void checkComplete() {
        if (completeSince == null && outstanding().isEmpty()) {
            completeSince = clock.instant();
        }
    }

    /** Whether this is the token of the check that MoonPay wants to make in its frame. */
    boolean isChallengedBy(String challengeToken) {
        return this.challengeToken.equals(challengeToken) && "verifying".equals(status());
    }

    /** The result of the check decides. */
    void answer(boolean passed) {
        settled = passed ? "approved" : "rejected";
    }

    JsonObject json(String origin) {
        JsonObject json = JsonObject.of("status", status(), "requirements", requirements());
        if ("verifying".equals(status())) {
            json.put("challenge", Challenge.json(origin, challengeToken, completeSince));
        }
        return json;
    }

    JsonObject requirements() {
        JsonObject requirements = new JsonObject();
        if (settled != null) {
            return requirements;
        }
        WANTED.keySet().stream().sorted().forEach(category -> requirements.put(category, requirement(category)));
        if (documents) {
            DOCUMENTS.keySet().stream().sorted().forEach(category -> requirements.put(category, files(category)));
        }
        String tax = given.containsKey("taxIdentifiers") ? "complete" : "incomplete";
        return requirements.put("taxIdentifiers", JsonObject.of("status", tax, "taxIdentifierType", "ssn"));
    }

    private JsonObject requirement(String category) {
        JsonObject known = given.getJsonObject(category, new JsonObject());
        List<String> missing = new ArrayList<>(WANTED.get(category));
        if (category.equals("residentialAddress") && WITH_AREA.contains(known.getString("country", ""))) {
            missing.add("administrativeArea");
        }
        missing.removeIf(field -> known.getValue(field) != null);
        return missing.isEmpty()
                ? JsonObject.of("status", "complete")
                : JsonObject.of("status", "incomplete", "requiredFields", new JsonArray(missing));
    }

    private JsonObject files(String category) {
        boolean complete = DOCUMENTS.get(category).stream().anyMatch(files::containsAll);
        return JsonObject.of("status", complete ? "complete" : "incomplete");
    }

    private List<String> outstanding() {
        JsonObject requirements = requirements();
        return requirements.fieldNames().stream()
                .filter(name ->
                        "incomplete".equals(requirements.getJsonObject(name).getString("status")))
                .toList();
    }

    private void merge(String category, Body fields) {
        given.put(category, given.getJsonObject(category, new JsonObject()).mergeIn(fields.json()));
    }
}
