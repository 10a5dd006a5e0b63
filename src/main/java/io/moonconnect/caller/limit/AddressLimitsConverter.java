package io.moonconnect.caller.limit;

import org.eclipse.microprofile.config.spi.Converter;

/** As {@link LimitConverter}, for the limits of addresses. */
public final class AddressLimitsConverter implements Converter<AddressLimits> {

    private static final long serialVersionUID = 1L;

    @Override
    public AddressLimits convert(String text) {
        return AddressLimits.of(text);
    }
}
