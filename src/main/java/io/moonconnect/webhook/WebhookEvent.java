package io.moonconnect.webhook;

import java.util.List;
import java.util.Locale;

/**
 * What has to be known of an event; all else about it is its body.
 *
 * @param key the same for an event and its duplicates, and for nothing else: 64 hexadecimal digits that tell nothing
 * @param id MoonPay's id of the delivery or of what it is about, where it has one that can be printed; else the key
 * @param type MoonPay's, in printable characters; {@value #UNKNOWN_TYPE} where there is none
 * @param time when it happened, as ISO 8601, or null
 * @param transactions the ids of transactions that it may be about, the likeliest first
 * @param isJson whether the body is JSON
 */
record WebhookEvent(String key, String id, String type, String time, List<String> transactions, boolean isJson) {

    static final String UNKNOWN_TYPE = "unknown";

    private static final String TRANSACTION = "transaction";

    /** What the Platform calls its events of transactions is not known; in the widget's shape they begin so. */
    static boolean isOfTransaction(String type) {
        return type.toLowerCase(Locale.ROOT).contains(TRANSACTION);
    }
}
