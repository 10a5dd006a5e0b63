package io.moonconnect.simulator.platform;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

import io.moonconnect.simulator.wire.Answer;
import io.moonconnect.simulator.wire.Call;
import io.moonconnect.simulator.wire.Refusal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Paginates a list as MoonPay does. A cursor names the last returned item, so new items do not shift it. */
final class Page {

    private static final int MOST = 50;

    private Page() {}

    /** The limit of a list for which MoonPay documents none: tolerant, with the bounds of the assets. */
    static int limit(Call call) {
        return Math.min(MOST, call.count("limit", MOST));
    }

    /** The documented limit: 1 to 50, 50 by default. */
    static int strictLimit(Call call) {
        int limit = call.count("limit", MOST);
        if (limit > MOST) {
            throw Refusal.invalid("limit has to be at most " + MOST);
        }
        return limit;
    }

    static <T> Answer of(Call call, int limit, List<T> items, Function<T, String> id, Function<T, JsonObject> json) {
        int start = start(call.query("cursor"), items.stream().map(id).toList());
        int end = Math.min(items.size(), start + limit);
        JsonArray data = new JsonArray();
        items.subList(start, end).stream().map(json).forEach(data::add);
        String next = end < items.size() ? encode(id.apply(items.get(end - 1))) : null;
        return Answer.bare(JsonObject.of("data", data, "pageInfo", JsonObject.of("nextCursor", next)));
    }

    private static int start(String cursor, List<String> ids) {
        if (cursor == null) {
            return 0;
        }
        int shown = ids.indexOf(decode(cursor));
        if (shown < 0) {
            throw Refusal.invalid("cursor is unknown");
        }
        return shown + 1;
    }

    private static String encode(String id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw Refusal.invalid("cursor is unknown");
        }
    }
}
