package io.moonconnect.moonpay.wire;

import java.io.IOException;
import java.time.Instant;

/**
 * Where one file is to be uploaded, for 15 minutes and once. Its URL is a secret: {@link #toString()} masks it.
 *
 * @param raw MoonPay's object
 * @param uploadId MoonPay's id, which confirms the file; null if absent
 * @param expiry by MoonPay's clock; null if it is not stated
 */
public record FileUpload(RawJson raw, String uploadId, Instant expiry) {

    /** Parses the response to a request for an upload URL. */
    public static FileUpload read(byte[] body) throws IOException {
        RawJson data = Envelope.ofObject(body).data();
        String[] texts = new String[2];
        WireJson.document(
                data,
                root -> WireJson.eachField(root, (name, value) -> {
                    switch (name) {
                        case "uploadId" -> texts[0] = WireJson.textOrNull(value);
                        case "expiresAt" -> texts[1] = WireJson.textOrNull(value);
                        default -> WireJson.skip(value);
                    }
                }));
        return new FileUpload(data, texts[0], WireTime.instantOrNull(texts[1]));
    }

    @Override
    public String toString() {
        return "FileUpload[masked]";
    }
}
