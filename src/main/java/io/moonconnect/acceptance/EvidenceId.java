package io.moonconnect.acceptance;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.moonconnect.audit.ServedText;
import io.moonconnect.caller.Caller;
import io.moonconnect.credential.Sha256;

/**
 * Ids that depend on the content only, so that a repeated request is the same acceptance on every replica: truncated
 * SHA-256 over the parts, each followed by a NUL. The audit event has all of them but the customer and the unpublished
 * hash of the quote's signature. Without the signature, the customer of an id cannot be found by trial.
 */
final class EvidenceId {

    private static final int BYTES = 16;

    private EvidenceId() {}

    /** Of what was accepted: caller, customer, texts in any order, signature of the quote, acceptance of the terms. */
    static String ofAcceptance(Caller caller, String externalCustomerId, NewAcceptance accepted) {
        List<String> texts =
                accepted.texts().stream().map(ServedText::toString).sorted().toList();
        return of(Stream.concat(
                Stream.of(
                        name(caller),
                        externalCustomerId,
                        accepted.quoteSignature().unpublishedHash(),
                        accepted.terms()),
                texts.stream()));
    }

    /** Of an event: of an acceptance together with its transaction. */
    static String ofEvent(String acceptanceId, NewAcceptance accepted) {
        return of(Stream.of(acceptanceId, accepted.externalTransactionId(), accepted.transactionId()));
    }

    private static String name(Caller caller) {
        if (caller instanceof Caller.Backend backend) {
            return "backend " + backend.name();
        }
        return caller instanceof Caller.Customer ? "customer" : "open";
    }

    private static String of(Stream<String> parts) {
        MessageDigest digest = Sha256.digest();
        parts.map(part -> Objects.requireNonNullElse(part, "") + '\0')
                .map(part -> part.getBytes(StandardCharsets.UTF_8))
                .forEach(digest::update);
        return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), BYTES));
    }
}
