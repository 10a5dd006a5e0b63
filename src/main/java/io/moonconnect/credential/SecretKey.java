package io.moonconnect.credential;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** MoonPay's secret key. {@link #toString()} masks it; {@link #header()} is its one way out. */
public final class SecretKey {

    private static final Pattern CHARACTERS = Pattern.compile("sk_(test|live)_[A-Za-z0-9_.~-]{1,500}");

    private final String value;
    private final Mode mode;

    private SecretKey(String value, Mode mode) {
        this.value = value;
        this.mode = mode;
    }

    /** Empty where the text is not a secret key of MoonPay's. White space around it is dropped: files end in a newline. */
    public static Optional<SecretKey> parse(String text) {
        String value = text.strip();
        if (!CHARACTERS.matcher(value).matches()) {
            return Optional.empty();
        }
        return Arrays.stream(Mode.values())
                .filter(mode -> value.startsWith(mode.keyPrefix()))
                .map(mode -> new SecretKey(value, mode))
                .findFirst();
    }

    public Mode mode() {
        return mode;
    }

    /** The value of MoonPay's {@code X-Api-Key} header. */
    public String header() {
        return value;
    }

    /** The same words without the key, which MoonPay may have repeated. */
    public String withheldFrom(String words) {
        return words.replace(value, toString());
    }

    @Override
    public String toString() {
        return "SecretKey[" + mode.label() + ", masked]";
    }
}
