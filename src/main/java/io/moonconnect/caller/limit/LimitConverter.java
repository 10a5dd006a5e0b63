package io.moonconnect.caller.limit;

import org.eclipse.microprofile.config.spi.Converter;

/** Converts a configured limit; an implicit converter would not report why a value is invalid. */
public final class LimitConverter implements Converter<Limit> {

    private static final long serialVersionUID = 1L;

    @Override
    public Limit convert(String text) {
        return Limit.of(text.strip());
    }
}
