package io.moonconnect.contract;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Server-sent events as a whole text. */
final class EventText {

    private EventText() {}

    record Event(String name, String data) {}

    static List<Event> events(String text) {
        return Arrays.stream(text.split("\n\n"))
                .map(String::strip)
                .filter(event -> !event.isEmpty())
                .map(event -> new Event(field("event", event), field("data", event)))
                .toList();
    }

    private static String field(String name, String event) {
        return event.lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .collect(Collectors.joining("\n"));
    }
}
