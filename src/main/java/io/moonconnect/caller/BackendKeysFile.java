package io.moonconnect.caller;

import java.nio.charset.StandardCharsets;

import io.moonconnect.file.BadFileException;
import io.moonconnect.file.FileFormat;

/** A file with the names and digests of backends' keys. A key that is taken out of it is shut out. */
final class BackendKeysFile implements FileFormat<BackendKeys> {

    @Override
    public String name() {
        return "backend-keys";
    }

    @Override
    public String key() {
        return "moonconnect.backend-keys-file";
    }

    @Override
    public BackendKeys read(byte[] content) throws BadFileException {
        return BackendKeys.parse(new String(content, StandardCharsets.UTF_8))
                .orElseThrow(() -> new BadFileException("it must be " + BackendKeys.FORM));
    }
}
