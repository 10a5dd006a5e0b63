package io.moonconnect.webhook;

import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemType;
import io.moonconnect.reload.TextSetting;
import io.moonconnect.reload.WatchedFiles;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;

/** Verifies that a webhook was signed by MoonPay, and when. */
@Startup
@ApplicationScoped
class Signatures {

    /** Keys may be added to the watched file at any time. */
    private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

    private static final TextSetting<WebhookKeys> KEYS =
            new TextSetting<>("moonpay-webhook-keys", "moonpay.webhook-keys", WebhookKeys.FORM, WebhookKeys::parse);

    private final Supplier<WebhookKeys> keys;
    private final Duration tolerance;
    private final Clock clock;

    Signatures(WebhookKeysConfig config, WebhookConfig webhooks, WatchedFiles files, Clock clock) {
        this.keys =
                KEYS.find(config.webhookKeys(), config.webhookKeysFile(), files).orElse(WebhookKeys::none);
        this.tolerance = webhooks.tolerance();
        this.clock = clock;
        if (tolerance.toSeconds() < 1) {
            throw new ConfigurationException("moonconnect.webhooks.tolerance must be at least 1 s");
        }
    }

    /**
     * A valid signature.
     *
     * @param digest identifies time and signature, and with them the body
     * @param stale whether its time is outside the tolerance
     */
    record Verified(String digest, boolean stale) {}

    /** Throws if the signature is invalid or no keys are configured. */
    Verified check(List<String> headers, byte[] body) {
        WebhookKeys current = keys.get();
        if (current.isEmpty()) {
            throw Failure.retryLater(ProblemType.OVERLOADED, "No webhook keys are configured.", RETRY_AFTER);
        }
        SignatureHeader header = SignatureHeader.of(headers)
                .orElseThrow(() -> refused("must be sent once, as t=<unix seconds>,s=<64 hexadecimal digits>"));
        if (!current.made(header.signature(), header.time(), body)) {
            throw refused("does not match the body");
        }
        String digest = EventKey.of(header.time(), HexFormat.of().formatHex(header.signature()));
        return new Verified(digest, !header.isOf(clock.instant(), tolerance));
    }

    static Failure stale() {
        return refused("is outside the time tolerance");
    }

    private static Failure refused(String rule) {
        return Failure.invalid(SignatureHeader.NAME, rule);
    }
}
