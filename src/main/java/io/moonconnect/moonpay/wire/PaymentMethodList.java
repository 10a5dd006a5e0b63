package io.moonconnect.moonpay.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonParser;

/**
 * A customer's payment methods.
 *
 * @param configs the types that MoonPay offers, in MoonPay's order
 * @param stored the methods that the customer has stored, in MoonPay's order
 * @param bytes length of MoonPay's response, which stays in memory with any method of it
 */
public record PaymentMethodList(List<PaymentMethodConfig> configs, List<StoredPaymentMethod> stored, int bytes) {

    public static PaymentMethodList read(byte[] body) throws IOException {
        Fields fields = new Fields(RawJson.of(body));
        Envelope.open(body, data -> WireJson.eachField(data, fields::read));
        return fields.list(body.length);
    }

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

        /** Every connected customer has configurations; stored methods may be absent. */
        PaymentMethodList list(int bytes) throws MalformedJsonException {
            if (!configured) {
                throw new MalformedJsonException("a list of payment methods without their configurations");
            }
            return new PaymentMethodList(List.copyOf(configs), List.copyOf(stored), bytes);
        }
    }
}
