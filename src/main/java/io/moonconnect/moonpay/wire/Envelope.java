package io.moonconnect.moonpay.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import io.moonconnect.moonpay.wire.WireJson.ValueReader;

/**
 * MoonPay's success envelope {@code {"data": ..., "pageInfo": ...}}, both parts as raw bytes.
 *
 * @param data the payload
 * @param pageInfo the cursor of the next page; null if absent
 */
public record Envelope(RawJson data, RawJson pageInfo) {

    private static final byte[] LAST_PAGE = "{\"nextCursor\":null}".getBytes(StandardCharsets.UTF_8);

    /** {@link #pageInfo}, or that of a last page if MoonPay sent none, although its lists always have one. */
    public RawJson pageInfoOrLast() {
        return pageInfo == null ? RawJson.of(LAST_PAGE) : pageInfo;
    }

    /** An envelope around a list; anything else is malformed. */
    public static Envelope ofList(byte[] body) throws IOException {
        return open(body, parser -> WireJson.eachItem(parser, WireJson::skip));
    }

    /** An envelope around one object; anything else is malformed. */
    public static Envelope ofObject(byte[] body) throws IOException {
        return open(body, parser -> WireJson.eachField(parser, (name, value) -> WireJson.skip(value)));
    }

    /** Opens an envelope and reads {@code data}, an object or an array, in the same pass. */
    static Envelope open(byte[] body, ValueReader reader) throws IOException {
        RawJson document = RawJson.of(body);
        RawJson[] parts = new RawJson[2];
        WireJson.document(
                document,
                root -> WireJson.eachField(root, (name, value) -> {
                    switch (name) {
                        case "data" -> parts[0] = WireJson.slice(document, value, reader);
                        case "pageInfo" -> parts[1] = WireJson.slice(document, value, WireJson::skip);
                        default -> WireJson.skip(value);
                    }
                }));
        if (parts[0] == null) {
            throw new MalformedJsonException("no data");
        }
        return new Envelope(parts[0], parts[1]);
    }
}
