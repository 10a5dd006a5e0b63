package io.moonconnect.http;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.moonconnect.problem.Failure;
import io.moonconnect.problem.Refusal;

/**
 * Only {@code identity} is accepted: a decompressed body could be far larger than the limit, and a webhook's signature
 * covers the bytes as sent. RFC 9110, section 8.4, has other codings refused with 415.
 */
final class ContentCoding {

    private static final String IDENTITY = "identity";

    private ContentCoding() {}

    /** @param headers the values of all {@code Content-Encoding} headers; null for none */
    static void check(List<String> headers) {
        if (headers != null && !headers.stream().flatMap(ContentCoding::codings).allMatch(IDENTITY::equalsIgnoreCase)) {
            throw new Unsupported();
        }
    }

    private static Stream<String> codings(String header) {
        return Stream.of(header.split(",")).map(String::strip).filter(coding -> !coding.isEmpty());
    }

    /** 415 that names the accepted coding (RFC 9110, section 12.5.3). */
    private static final class Unsupported extends Failure {

        private static final long serialVersionUID = 1L;

        Unsupported() {
            super(Refusal.CONTENT_CODING, "The body must not have a Content-Encoding other than identity.");
        }

        @Override
        public Optional<String> acceptedCoding() {
            return Optional.of(IDENTITY);
        }
    }
}
