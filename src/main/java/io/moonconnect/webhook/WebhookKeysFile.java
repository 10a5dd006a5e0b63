package io.moonconnect.webhook;

import java.nio.charset.StandardCharsets;

import io.moonconnect.file.BadFileException;
import io.moonconnect.file.FileFormat;

/** A file with MoonPay's webhook keys. What is signed with one that is taken out of it is refused. */
final class WebhookKeysFile implements FileFormat<WebhookKeys> {

    @Override
    public String name() {
        return "moonpay-webhook-keys";
    }

    @Override
    public String key() {
        return "moonpay.webhook-keys-file";
    }

    @Override
    public WebhookKeys read(byte[] content) throws BadFileException {
        return WebhookKeys.parse(new String(content, StandardCharsets.UTF_8))
                .orElseThrow(() -> new BadFileException("it must hold " + WebhookKeys.FORM));
    }
}
