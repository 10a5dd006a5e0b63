package io.moonconnect.webhook;

import java.nio.charset.StandardCharsets;

/** Text as the HTTP binding of CloudEvents writes it in a header (section 3.1.3.2), which suits a log as well. */
final class Printable {

    private Printable() {}

    static String of(String text) {
        StringBuilder printable = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            if (each > ' ' && each < 0x7f && each != '"' && each != '%') {
                printable.append((char) each);
            } else {
                printable.append(String.format("%%%02X", each));
            }
        }
        return printable.toString();
    }
}
