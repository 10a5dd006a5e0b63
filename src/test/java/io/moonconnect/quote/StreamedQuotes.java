package io.moonconnect.quote;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.moonconnect.testing.EventStream;
import io.moonconnect.testing.EventStream.Event;

/** The state of a frontend that reads a stream of quotes: which of them are valid, and until when. */
final class StreamedQuotes {

    static final String PATH = "/v1/quotes/stream";

    private final Map<String, Event> quotes = new HashMap<>();
    private String best;

    /** The body of a request: the usual purchase, with more fields. */
    static String purchase(String more) {
        return """
                {"source":{"asset":{"code":"USD"},"amount":"120.00"},"destination":{"asset":{"code":"ETH"}},
                 "wallet":{"address":"0xA11CE00000000000000000000000000000000001"}%s}""".formatted(more);
    }

    static EventStream open(String accessToken) {
        return open(accessToken, "");
    }

    static EventStream open(String accessToken, String more) {
        return EventStream.post(PATH, accessToken, purchase(more));
    }

    /** The types of these events, of one name. */
    static List<String> types(List<Event> events, String name) {
        return events.stream()
                .filter(event -> event.name().equals(name))
                .map(Event::type)
                .toList();
    }

    static StreamedQuotes of(List<Event> events) {
        StreamedQuotes quotes = new StreamedQuotes();
        events.forEach(quotes::take);
        return quotes;
    }

    /** Takes an event in, and says whether the best quote was good up to it. */
    boolean take(Event event) {
        boolean good = best == null || !quotes.containsKey(best) || isGood(best, event.nanos());
        switch (event.name()) {
            case "quote" -> quotes.put(event.type(), event);
            case "stale", "expired" -> quotes.remove(event.type());
            case "complete", "ranking" -> best = event.json().at("/best/type").textValue();
            default -> {}
        }
        return good;
    }

    String best() {
        return best;
    }

    Map<String, Event> quotes() {
        return quotes;
    }

    /** What it says of its life counts from when it was written, and it was read a little later. */
    private boolean isGood(String type, long nanos) {
        Event quote = quotes.get(type);
        long age = TimeUnit.NANOSECONDS.toMillis(nanos - quote.nanos());
        return age <= quote.json().path("expiresInMs").longValue() + LATENESS_MILLIS;
    }

    /** A test machine is busy, and a timer fires a little late. */
    private static final long LATENESS_MILLIS = 400;
}
