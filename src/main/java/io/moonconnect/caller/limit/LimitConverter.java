package io.moonconnect.caller.limit;

import org.eclipse.microprofile.config.spi.Converter;

/** Reads a limit from the configuration; unlike a converter that is found by reflection it says what is wrong with one. */
public final class LimitConverter implements Converter<Limit> {

    private static final long serialVersionUID = 1L;

    @Override
    public Limit convert(String text) {
        return Limit.of(text.strip());
    }
}
