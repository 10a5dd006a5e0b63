package io.moonconnect.customer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import io.moonconnect.moonpay.Answer;
import io.moonconnect.moonpay.wire.FileUpload;
import io.moonconnect.moonpay.wire.RawJson;

/**
 * The response of {@code POST /v1/customers/me/files/upload-url}.
 *
 * @param upload MoonPay's object, byte for byte; its URL is a secret
 * @param expiresInMs milliseconds until the URL expires
 */
public record UploadAnswer(RawJson upload, long expiresInMs) {

    /** MoonPay's rule, by its clock; counted from its response unless that states a time. */
    private static final Duration LIFE = Duration.ofMinutes(15);

    static UploadAnswer of(Answer<FileUpload> answer, Clock clock) {
        FileUpload upload = answer.value();
        Instant now = answer.moonPayTime(clock);
        Instant sent = answer.date().orElse(now);
        Instant expiry = Objects.requireNonNullElse(upload.expiry(), sent.plus(LIFE));
        return new UploadAnswer(
                upload.raw(), Math.max(0, Duration.between(now, expiry).toMillis()));
    }

    @Override
    public String toString() {
        return "UploadAnswer[masked]";
    }
}
