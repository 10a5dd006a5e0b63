package io.moonconnect.moonpay.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

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
        RawJson document = RawJson.of(body);
        List<PaymentMethodConfig> configs = new ArrayList<>();
        List<StoredPaymentMethod> stored = new ArrayList<>();
        Envelope.open(
                body,
                data -> WireJson.eachField(data, (name, value) -> {
                    switch (name) {
                        case "paymentMethodConfigs" -> {
                            configs.clear();
                            WireJson.eachItem(value, item -> configs.add(PaymentMethodConfig.read(document, item)));
                        }
                        case "paymentMethods" -> {
                            stored.clear();
                            WireJson.eachItem(value, item -> stored.add(StoredPaymentMethod.read(document, item)));
                        }
                        default -> WireJson.skip(value);
                    }
                }));
        return new PaymentMethodList(List.copyOf(configs), List.copyOf(stored), body.length);
    }
}
