package io.moonconnect.webhook;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemType;
import io.moonconnect.reload.TextSetting;
import io.moonconnect.reload.WatchedFiles;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;

/** Whether a webhook is MoonPay's, and of now. */
@ApplicationScoped
class Signatures {

    /** Keys can come by a file at any time. */
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private static final TextSetting<WebhookKeys> KEYS =
            new TextSetting<>("moonpay-webhook-keys", "moonpay.webhook-keys", WebhookKeys.FORM, WebhookKeys::parse);

    private final Supplier<WebhookKeys> keys;
    private final Duration tolerance;
    private final Clock clock;

    Signatures(WebhookKeysConfig config, WebhookConfig webhooks, WatchedFiles files, Clock clock) {
        this.keys =
                KEYS.find(config.webhookKeys(), config.webhookKeysFile(), files).orElse(WebhookKeys::none);
        this.tolerance = webhooks.webhookTolerance();
        this.clock = clock;
        if (tolerance.toSeconds() < 1) {
            throw new ConfigurationException("moonconnect.webhook-tolerance must be at least 1 s");
        }
    }

    /** Being observed is what makes a bad configuration a start-up error. */
    void start(@Observes StartupEvent event) {}

    /**
     * Ends the request where the signature does not hold, or where there are no keys to check it with.
     *
     * @param headers every header with a signature
     * @param body as it came
     */
    void check(List<String> headers, byte[] body) {
        WebhookKeys current = keys.get();
        if (current.isEmpty()) {
            throw Failure.retryLater(ProblemType.OVERLOADED, "This service has no keys of webhooks.", A_MINUTE);
        }
        SignatureHeader header = SignatureHeader.of(headers)
                .orElseThrow(() -> refused("must be there once, as t=<unix seconds>,s=<64 hexadecimal digits>"));
        // First what costs nothing: whoever cannot sign should not have bodies hashed.
        if (!header.isOf(clock.instant(), tolerance)) {
            throw refused("must be of now");
        }
        if (!current.made(header.signature(), header.time(), body)) {
            throw refused("does not match the body");
        }
    }

    private static Failure refused(String rule) {
        return Failure.invalid(SignatureHeader.NAME, rule);
    }
}
