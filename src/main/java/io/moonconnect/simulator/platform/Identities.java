package io.moonconnect.simulator.platform;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.moonconnect.simulator.people.Persona;
import io.moonconnect.simulator.state.Bounded;
import io.moonconnect.simulator.wire.Answer;
import io.moonconnect.simulator.wire.Body;
import io.moonconnect.simulator.wire.Call;
import io.moonconnect.simulator.wire.Refusal;
import io.vertx.core.json.JsonObject;

/** MoonPay's earlier KYC API, in which a connected customer creates an identity. */
final class Identities {

    private static final int MOST = 10_000;
    private static final Duration UPLOAD_LIFE = Duration.ofMinutes(15);
    private static final String COUNTRY = "[A-Z]{3}";
    private static final Set<String> FILE_TYPES = Set.of(
            "passport",
            "nationalIdentityCard",
            "drivingLicence",
            "residencePermit",
            "selfie",
            "proofOfAddress",
            "proofOfIncome");

    private final Clock clock;
    private final Bounded<String, Identity> identities = new Bounded<>(MOST);

    Identities(Clock clock) {
        this.clock = clock;
    }

    Answer create(Call call) {
        Body body = call.body();
        String country = body.requiredObject("residentialAddress").requiredText("country");
        if (!country.matches(COUNTRY)) {
            throw Refusal.invalid("residentialAddress.country has to be an ISO 3166-1 alpha-3 code");
        }
        List<Body> capabilities = body.objects("capabilities");
        if (capabilities.isEmpty()
                || !capabilities.stream().allMatch(wanted -> "ramps".equals(wanted.requiredText("product")))) {
            throw Refusal.invalid("capabilities has to hold the product ramps");
        }
        Kyc kyc = Kyc.of(Persona.of(call.visitor().externalCustomerId()), clock);
        if ("approved".equals(kyc.status())) {
            return Answer.noContent();
        }
        Identity identity =
                new Identity(UUID.randomUUID().toString(), call.visitor().externalCustomerId(), clock.instant(), kyc);
        identities.put(identity.id(), identity);
        return Answer.data(identity.json());
    }

    Answer read(Call call) {
        return Answer.data(find(call).json());
    }

    Answer update(Call call) {
        Identity identity = find(call);
        identity.kyc().submit(call.body());
        return Answer.data(identity.json());
    }

    Answer uploadUrl(Call call) {
        find(call);
        checkFileType(call.body());
        String uploadId = UUID.randomUUID().toString();
        return Answer.data(JsonObject.of(
                "uploadId",
                uploadId,
                "url",
                "https://files.moonpay.example/uploads/" + uploadId,
                "expiresAt",
                Timestamps.of(clock.instant().plus(UPLOAD_LIFE)),
                "headers",
                JsonObject.of("Content-Type", call.body().requiredText("mimeType"))));
    }

    Answer confirmFiles(Call call) {
        Identity identity = find(call);
        List<Body> files = call.body().objects("files");
        if (files.isEmpty()) {
            throw Refusal.invalid("files is required");
        }
        files.forEach(file -> {
            file.requiredText("uploadId");
            checkFileType(file);
            identity.kyc().add(file.requiredText("fileType"), file.text("side").orElse(null));
        });
        return Answer.data(identity.json());
    }

    Answer startVerification(Call call) {
        Identity identity = find(call);
        return switch (identity.kyc().status()) {
            case "approved" -> Answer.data(JsonObject.of("status", "approved"));
            case "collecting" -> throw Refusal.invalid("Requirements are still outstanding");
            case "verifying" ->
                Answer.data(JsonObject.of(
                        "status",
                        "challengeRequired",
                        "challenge",
                        Challenge.json(call.origin(), UUID.randomUUID().toString(), clock.instant())));
            default -> Answer.data(JsonObject.of("status", "processing"));
        };
    }

    private Identity find(Call call) {
        Optional<Identity> found = identities.get(call.path("id"));
        return found.filter(identity -> Objects.equals(
                        identity.externalCustomerId(), call.visitor().externalCustomerId()))
                .orElseThrow(() -> Refusal.notFound("No identity with this id"));
    }

    private static void checkFileType(Body file) {
        if (!FILE_TYPES.contains(file.requiredText("fileType"))) {
            throw Refusal.invalid(file.name() + "fileType is not supported");
        }
    }
}
