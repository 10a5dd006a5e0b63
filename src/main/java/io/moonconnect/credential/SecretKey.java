package io.moonconnect.credential;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** MoonPay's secret key. {@link #toString()} masks it; only {@link #header()} reveals it. */
public final class SecretKey {

    private static final Pattern CHARACTERS = Pattern.compile("sk_(test|live)_[A-Za-z0-9_.~-]{1,500}");

    private final String value;
    private final Mode mode;

    private SecretKey(String value, Mode mode) {
        this.value = value;
        this.mode = mode;
    }

    /** Empty if the text is not a MoonPay secret key. Surrounding white space is stripped: files end in a newline. */
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

    /** Masks the key in a message of MoonPay, which may echo it. */
    public String withheldFrom(String message) {
        return message.replace(value, toString());
    }

    @Override
    public String toString() {
        return "SecretKey[" + mode.label() + ", masked]";
    }
}
