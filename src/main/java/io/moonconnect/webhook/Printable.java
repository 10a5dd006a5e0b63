package io.moonconnect.webhook;

import java.nio.charset.StandardCharsets;

/** Percent-encodes text for headers as the CloudEvents HTTP binding specifies (section 3.1.3.2); also used for logs. */
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
