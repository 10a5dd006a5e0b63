package io.moonconnect.connection;

import java.util.List;
import java.util.random.RandomGenerator;

/** Generates JSON biased towards what the rules evaluate and what breaks parsers. */
final class RandomJson {

    private static final int DEPTH = 5;

    private static final List<String> KEYS = List.of(
            "ramps",
            "requirements",
            "paymentDisclosures",
            "country",
            "administrativeArea",
            "area",
            "guestCheckout",
            "",
            "id",
            "\\u0072amps",
            "🌙",
            "a\\\"b");

    private static final List<String> SCALARS = List.of(
            "null",
            "true",
            "false",
            "0",
            "-1",
            "1.10",
            "1e400",
            "123456789012345678901234567890",
            "\"\"",
            "\"USA\"",
            "\"US\"",
            "\"NY\"",
            "\"us-wa\"",
            "\"EEA\"",
            "\"FRA\"",
            "\"CHE\"",
            "\"\\ud83c\\udf19\"",
            "\"🌙\"",
            "\"\\u0000\"",
            "\"\\ud83c\"");

    private static final List<String> SPACES = List.of("", "", "", " ", "\n", "\t ");

    private final RandomGenerator random;

    RandomJson(RandomGenerator random) {
        this.random = random;
    }

    /** Anything. */
    String capabilities() {
        return value(DEPTH);
    }

    /** Something that has {@code ramps.requirements.paymentDisclosures}, possibly beside keys that say otherwise. */
    String asking() {
        return among("ramps", among("requirements", among("paymentDisclosures", value(3))));
    }

    /** Something with characters taken out, put in or cut off; most of it is no JSON any more. */
    String broken() {
        StringBuilder text = new StringBuilder(capabilities());
        for (int i = random.nextInt(4); i >= 0 && !text.isEmpty(); i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, (char) random.nextInt(128));
                default -> text.setLength(at);
            }
        }
        return text.toString();
    }

    private String among(String key, String value) {
        StringBuilder object = new StringBuilder("{");
        int fields = 1 + random.nextInt(4);
        int place = random.nextInt(fields);
        for (int i = 0; i < fields; i++) {
            object.append(i == 0 ? "" : ",").append(space());
            object.append(i == place ? "\"" + key + "\":" + value : field(2));
        }
        return object.append(space()).append("}").toString();
    }

    private String value(int depth) {
        int kind = depth == 0 ? 9 : random.nextInt(10);
        if (kind < 6) {
            return list(depth, "{", "}", true);
        }
        return kind < 7 ? list(depth, "[", "]", false) : pick(SCALARS);
    }

    private String list(int depth, String open, String close, boolean fields) {
        StringBuilder list = new StringBuilder(open);
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
            list.append(i == 0 ? "" : ",").append(space()).append(fields ? field(depth - 1) : value(depth - 1));
        }
        return list.append(space()).append(close).toString();
    }

    private String field(int depth) {
        return "\"" + pick(KEYS.subList(0, 1 + random.nextInt(KEYS.size()))) + "\"" + space() + ":" + space()
                + value(depth);
    }

    private String space() {
        return pick(SPACES);
    }

    private String pick(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
