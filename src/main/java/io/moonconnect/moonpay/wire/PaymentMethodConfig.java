package io.moonconnect.moonpay.wire;

import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/**
 * A type of payment method that MoonPay offers the customer.
 *
 * @param raw the configuration as received
 * @param type for example {@code apple_pay}; an open set
 * @param supportedCurrencies ISO 4217, upper case
 * @param supportedTransactionTypes {@code buy}, {@code sell}; lower case
 * @param requiresWidget whether the purchase must be finished in MoonPay's widget
 * @param active whether it can be used at all
 */
public record PaymentMethodConfig(
        RawJson raw,
        String type,
        Set<String> supportedCurrencies,
        Set<String> supportedTransactionTypes,
        boolean requiresWidget,
        boolean active) {

    static PaymentMethodConfig read(RawJson document, JsonParser parser) throws IOException {
        Fields fields = new Fields();
        RawJson raw = WireJson.slice(document, parser, value -> WireJson.eachField(value, fields::read));
        return fields.config(raw);
    }

    /** Missing or malformed fields make the method unusable. */
    private static final class Fields {

        private String type;
        private final Set<String> currencies = new HashSet<>();
        private final Set<String> transactionTypes = new HashSet<>();
        private boolean requiresWidget;
        private boolean active;

        void read(String name, JsonParser value) throws IOException {
            switch (name) {
                case "type" -> type = WireJson.textOrNull(value);
                case "capabilities" -> WireJson.eachField(value, this::readCapability);
                case "availability" -> active = Availability.active(value);
                default -> WireJson.skip(value);
            }
        }

        PaymentMethodConfig config(RawJson raw) throws MalformedJsonException {
            if (type == null) {
                throw new MalformedJsonException("a payment method configuration without a type");
            }
            // Copies are much smaller, and many of them are cached.
            return new PaymentMethodConfig(
                    raw, type, Set.copyOf(currencies), Set.copyOf(transactionTypes), requiresWidget, active);
        }

        private void readCapability(String name, JsonParser value) throws IOException {
            switch (name) {
                case "supportedCurrencies" -> readCodes(value, currencies, true);
                case "supportedTransactionTypes" -> readCodes(value, transactionTypes, false);
                case "requiresWidget" -> requiresWidget = !isFalse(value);
                default -> WireJson.skip(value);
            }
        }

        private static void readCodes(JsonParser value, Set<String> codes, boolean upperCase) throws IOException {
            codes.clear();
            WireJson.eachItem(value, item -> {
                String code = WireJson.textOrNull(item);
                if (code != null) {
                    codes.add(upperCase ? code.toUpperCase(Locale.ROOT) : code.toLowerCase(Locale.ROOT));
                }
            });
        }

        private static boolean isFalse(JsonParser value) throws IOException {
            boolean literalFalse = value.currentToken() == JsonToken.VALUE_FALSE;
            WireJson.skip(value);
            return literalFalse;
        }
    }
}
