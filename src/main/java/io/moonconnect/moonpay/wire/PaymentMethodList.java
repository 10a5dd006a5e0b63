package io.moonconnect.moonpay.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonParser;

/**
 * What a customer could pay with.
 *
 * @param configs the types that MoonPay offers, in MoonPay's order
 * @param stored the methods that the customer has stored, in MoonPay's order
 * @param bytes the length of MoonPay's whole answer, which is kept for as long as a method of it
 */
public record PaymentMethodList(List<PaymentMethodConfig> configs, List<StoredPaymentMethod> stored, int bytes) {

    /** Reads MoonPay's answer to a request for the list. */
    public static PaymentMethodList read(byte[] body) throws IOException {
        Fields fields = new Fields(RawJson.of(body));
        Envelope.open(body, data -> WireJson.eachField(data, fields::read));
        return fields.list(body.length);
    }

    /** The fields while they are read. */
    private static final class Fields {

        private final RawJson document;
        private final List<PaymentMethodConfig> configs = new ArrayList<>();
        private final List<StoredPaymentMethod> stored = new ArrayList<>();
        private boolean configured;

        Fields(RawJson document) {
            this.document = document;
        }

        void read(String name, JsonParser value) throws IOException {
            switch (name) {
                case "paymentMethodConfigs" -> {
                    configured = true;
                    configs.clear();
                    WireJson.eachItem(value, item -> configs.add(PaymentMethodConfig.read(document, item)));
                }
                case "paymentMethods" -> {
                    stored.clear();
                    WireJson.eachItem(value, item -> stored.add(StoredPaymentMethod.read(document, item)));
                }
                default -> WireJson.skip(value);
            }
        }

        /** Whoever is connected is told of configurations; stored methods may be left out. */
        PaymentMethodList list(int bytes) throws MalformedJsonException {
            if (!configured) {
                throw new MalformedJsonException("a list of payment methods without their configurations");
            }
            return new PaymentMethodList(List.copyOf(configs), List.copyOf(stored), bytes);
        }
    }
}
