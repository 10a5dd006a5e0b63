package io.moonconnect.simulator.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.moonconnect.simulator.state.Bounded;
import io.moonconnect.simulator.wire.Body;
import io.moonconnect.simulator.wire.Call;
import io.moonconnect.simulator.wire.Refusal;
import io.vertx.core.json.JsonObject;

/** The files that customers upload, each to a URL that is used once and expires. Their bytes are not kept. */
public final class Uploads {

    /** Where {@link UploadDoor} takes them. */
    static final String PATH = "/uploads/";

    static final String SIGNATURE = "signature";

    private static final int MOST = 10_000;
    private static final Duration LIFE = Duration.ofMinutes(15);

    private final Clock clock;
    private final Bounded<String, Upload> uploads = new Bounded<>(MOST);

    Uploads(Clock clock) {
        this.clock = clock;
    }

    JsonObject begin(String customerId, Call call) {
        String uploadId = UUID.randomUUID().toString();
        String signature = UUID.randomUUID().toString();
        Instant expiresAt = clock.instant().plus(LIFE);
        Upload upload = new Upload(customerId, call.body(), signature, expiresAt);
        uploads.put(uploadId, upload);
        return JsonObject.of(
                "uploadId",
                uploadId,
                "url",
                call.origin() + PATH + uploadId + "?" + SIGNATURE + "=" + signature,
                "expiresAt",
                Timestamps.of(expiresAt),
                "headers",
                JsonObject.of("Content-Type", upload.mimeType()));
    }

    /** Whether the file is accepted. */
    boolean put(String uploadId, String signature, String contentType) {
        return uploads.get(uploadId)
                .filter(upload -> upload.take(signature, contentType, clock.instant()))
                .isPresent();
    }

    /** Confirms all of these files, or none. */
    void confirm(String customerId, List<Body> files, Kyc kyc) {
        if (files.isEmpty()) {
            throw Refusal.invalid("files is required");
        }
        List<Upload> ready = files.stream()
                .map(file -> uploads.get(file.requiredText("uploadId"))
                        .filter(upload -> upload.isReadyFor(customerId))
                        .orElseThrow(() -> Refusal.invalid("files[].uploadId has to be an uploaded file")))
                .distinct()
                .toList();
        ready.forEach(upload -> upload.confirm(kyc));
    }
}
