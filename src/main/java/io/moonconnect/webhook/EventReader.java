package io.moonconnect.webhook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import io.moonconnect.http.PathIds;
import io.moonconnect.moonpay.wire.CanonicalJson;
import io.moonconnect.moonpay.wire.RawJson;
import io.moonconnect.moonpay.wire.WireJson;

/**
 * Extracts the fields of an event that matter, in the Platform's format ({@code id, type, timestamp, data}), the
 * widget's ({@code type, data, externalCustomerId}) and mixtures of both: the Platform's transaction events are not
 * documented. A body that cannot be parsed is still an event, because its signature is MoonPay's.
 */
final class EventReader {

    private static final Pattern PRINTABLE_ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    private static final int MAX_TYPE = 128;

    private String id;
    private String type;
    private String timestamp;
    private String subjectId;
    private String transactionId;
    private String innerId;
    private String status;
    private String updatedAt;

    private EventReader() {}

    static WebhookEvent read(byte[] body) {
        EventReader reader = new EventReader();
        try {
            WireJson.document(RawJson.of(body), json -> WireJson.eachField(json, reader::top));
            return reader.event(body);
        } catch (IOException notAnObject) {
            return new EventReader().unknown(body);
        }
    }

    private void top(String name, JsonParser json) throws IOException {
        switch (name) {
            case "id" -> id = WireJson.textOrNull(json);
            case "type" -> type = WireJson.textOrNull(json);
            case "timestamp" -> timestamp = WireJson.textOrNull(json);
            case "data" -> eachFieldOfObject(json, this::data);
            default -> WireJson.skip(json);
        }
    }

    private void data(String name, JsonParser json) throws IOException {
        switch (name) {
            case "id" -> subjectId = WireJson.textOrNull(json);
            case "transactionId" -> transactionId = WireJson.textOrNull(json);
            case "status" -> status = WireJson.textOrNull(json);
            case "updatedAt" -> updatedAt = WireJson.textOrNull(json);
            case "transaction" -> eachFieldOfObject(json, this::inner);
            default -> WireJson.skip(json);
        }
    }

    private void inner(String name, JsonParser json) throws IOException {
        if (name.equals("id")) {
            innerId = WireJson.textOrNull(json);
        } else {
            data(name, json);
        }
    }

    private static void eachFieldOfObject(JsonParser json, WireJson.FieldReader reader) throws IOException {
        if (json.currentToken() == JsonToken.START_OBJECT) {
            WireJson.eachField(json, reader);
        } else {
            WireJson.skip(json);
        }
    }

    private WebhookEvent event(byte[] body) {
        boolean named = id != null && !id.isBlank();
        String key = named ? EventKey.of(id, type, subjectId, innerId, status, updatedAt) : contentKey(body);
        return new WebhookEvent(key, printableId(key), printableType(), time(), transactions(), true);
    }

    private WebhookEvent unknown(byte[] body) {
        String key = contentKey(body);
        return new WebhookEvent(key, key, WebhookEvent.UNKNOWN_TYPE, null, List.of(), false);
    }

    /** An event without a delivery id is known by its content: the same state may come with new details. */
    private static String contentKey(byte[] body) {
        try {
            return EventKey.of(CanonicalJson.of(body));
        } catch (IOException notJson) {
            return EventKey.of(body);
        }
    }

    private String printableId(String key) {
        return Stream.of(id, subjectId, innerId)
                .filter(one -> one != null && PRINTABLE_ID.matcher(one).matches())
                .findFirst()
                .orElse(key);
    }

    private String printableType() {
        boolean usable = type != null && !type.isBlank() && type.length() <= MAX_TYPE;
        return usable ? Printable.of(type) : WebhookEvent.UNKNOWN_TYPE;
    }

    /** The type only decides what {@code data.id} is: the other ids are transactions' by their names. */
    private List<String> transactions() {
        boolean isOfTransaction = type != null && WebhookEvent.isOfTransaction(type);
        return Stream.of(isOfTransaction ? subjectId : null, innerId, transactionId)
                .filter(Objects::nonNull)
                .filter(PathIds::isValid)
                .distinct()
                .toList();
    }

    private String time() {
        return Stream.of(timestamp, updatedAt)
                .filter(EventReader::isTime)
                .findFirst()
                .orElse(null);
    }

    private static boolean isTime(String text) {
        try {
            return text != null
                    && StandardCharsets.US_ASCII.newEncoder().canEncode(text)
                    && OffsetDateTime.parse(text) != null;
        } catch (DateTimeException otherwise) {
            return false;
        }
    }
}
