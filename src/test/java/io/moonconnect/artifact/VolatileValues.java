package io.moonconnect.artifact;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What differs from run to run in an answer, and the placeholder that stands for it on both sides of a comparison.
 *
 * <table>
 *   <caption>Placeholders</caption>
 *   <tr><th>value</th><th>stands as</th></tr>
 *   <tr><td>UUIDs, those in {@code req-...} too</td><td>{@code <uuid>}</td></tr>
 *   <tr><td>session tokens {@code st_...}, quote signatures {@code qs_...}</td><td>{@code <token>}</td></tr>
 *   <tr><td>proofs of disclosures</td><td>{@code <proof>}</td></tr>
 *   <tr><td>ids of acceptances</td><td>{@code <id>}</td></tr>
 *   <tr><td>ISO 8601 moments</td><td>{@code <time>}</td></tr>
 *   <tr><td>{@code expiresInMs}, {@code refreshInMs}</td><td>{@code <ms>}</td></tr>
 * </table>
 *
 * <p>All else has to be equal, amounts and texts included.
 */
final class VolatileValues {

    private record Placeholder(Pattern pattern, String replacement) {}

    private static final List<Placeholder> PLACEHOLDERS = List.of(
            new Placeholder(Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), "<uuid>"),
            new Placeholder(Pattern.compile("\\b(st|qs)_[0-9a-f]{32}\\b"), "<token>"),
            new Placeholder(Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z"), "<time>"),
            new Placeholder(Pattern.compile("\\b\\d{10}\\.[0-9a-f]{32}\\b"), "<proof>"),
            new Placeholder(Pattern.compile("\"acceptanceId\":\"[0-9a-f]{32}\""), "\"acceptanceId\":\"<id>\""),
            new Placeholder(Pattern.compile("\"(expiresInMs|refreshInMs)\":\\d+"), "\"$1\":<ms>"));

    private VolatileValues() {}

    static String replacedIn(String text) {
        String replaced = text;
        for (Placeholder placeholder : PLACEHOLDERS) {
            replaced = placeholder.pattern().matcher(replaced).replaceAll(placeholder.replacement());
        }
        return replaced;
    }
}
