package io.moonconnect.credential;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** MoonPay's two modes. The secret key's prefix decides, not the host. */
public enum Mode {
    TEST("sk_test_"),
    LIVE("sk_live_");

    private final String keyPrefix;

    Mode(String keyPrefix) {
        this.keyPrefix = keyPrefix;
    }

    public String keyPrefix() {
        return keyPrefix;
    }

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
