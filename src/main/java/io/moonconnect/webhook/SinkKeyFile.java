package io.moonconnect.webhook;

import java.nio.charset.StandardCharsets;

import io.moonconnect.file.BadFileException;
import io.moonconnect.file.FileFormat;

/** A file with the key that the sink's requests are signed with, and nothing else. */
final class SinkKeyFile implements FileFormat<SigningKey> {

    @Override
    public String name() {
        return "webhook-sink-key";
    }

    @Override
    public String key() {
        return "moonconnect.webhook-sink-key-file";
    }

    @Override
    public SigningKey read(byte[] content) throws BadFileException {
        return SinkKey.parse(new String(content, StandardCharsets.UTF_8))
                .orElseThrow(() -> new BadFileException("it must hold " + SinkKey.FORM));
    }
}
