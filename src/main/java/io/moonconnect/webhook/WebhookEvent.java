package io.moonconnect.webhook;

import java.util.List;
import java.util.Locale;

/**
 * The metadata of an event, without its body.
 *
 * @param key deduplication key, equal for duplicates only: 64 hexadecimal digits that reveal nothing
 * @param id MoonPay's id of the delivery or its subject, if printable; otherwise the key
 * @param type MoonPay's type in printable characters; {@value #UNKNOWN_TYPE} if missing
 * @param time when it happened, as ISO 8601, or null
 * @param transactions candidate transaction ids, the most likely first
 * @param isJson whether the body is JSON
 */
record WebhookEvent(String key, String id, String type, String time, List<String> transactions, boolean isJson) {

    static final String UNKNOWN_TYPE = "unknown";

    private static final String TRANSACTION = "transaction";

    /** The Platform's type names of transaction events are not documented; the widget's begin with this word. */
    static boolean isOfTransaction(String type) {
        return type.toLowerCase(Locale.ROOT).contains(TRANSACTION);
    }
}
