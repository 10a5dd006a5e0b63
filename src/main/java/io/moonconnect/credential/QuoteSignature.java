package io.moonconnect.credential;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import com.fasterxml.jackson.annotation.JsonCreator;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** The signature of a quote, with which it can be executed. {@link #toString()} masks it. */
@RegisterForReflection
public final class QuoteSignature {

    private static final int MAX_LENGTH = 8 * 1024;

    private final String value;

    private QuoteSignature(String value) {
        this.value = value;
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static QuoteSignature of(String value) {
        return new QuoteSignature(value);
    }

    /** MoonPay documents no form; the length is bounded. */
    public boolean isValid() {
        return !value.isEmpty() && value.length() <= MAX_LENGTH;
    }

    /** In hexadecimal, as audit events have it. Needs no key: MoonPay's signatures cannot be guessed. */
    public String sha256() {
        return sha256(value);
    }

    /** Another hash, which is never published: {@link #sha256()} does not lead to it. */
    public String unpublishedHash() {
        return sha256("unpublished\0" + value);
    }

    private static String sha256(String text) {
        return HexFormat.of().formatHex(Sha256.digest().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String toString() {
        return "QuoteSignature[masked]";
    }
}
