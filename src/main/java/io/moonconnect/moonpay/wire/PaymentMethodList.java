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
 * @param weight approximate bytes of memory that this list does not share with other customers' lists
 */
public record PaymentMethodList(List<PaymentMethodConfig> configs, List<StoredPaymentMethod> stored, int weight) {

    /**
     * Parses MoonPay's response.
     *
     * @param known configurations of other customers, reused if they are equal
     */
    public static PaymentMethodList read(byte[] body, KnownConfigs known) throws IOException {
        Fields fields = new Fields(RawJson.of(body), known);
        Envelope.open(body, data -> WireJson.eachField(data, fields::read));
        return fields.list();
    }

    private static final class Fields {

        private final RawJson document;
        private final KnownConfigs known;
        private final List<StoredPaymentMethod> stored = new ArrayList<>();
        private KnownConfigs.Configs configs;

        Fields(RawJson document, KnownConfigs known) {
            this.document = document;
            this.known = known;
        }

        void read(String name, JsonParser value) throws IOException {
            switch (name) {
                case "paymentMethodConfigs" -> configs = known.read(WireJson.slice(document, value, WireJson::skip));
                case "paymentMethods" -> {
                    stored.clear();
                    WireJson.eachItem(value, item -> stored.add(StoredPaymentMethod.read(document, item)));
                }
                default -> WireJson.skip(value);
            }
        }

        /** Every connected customer has configurations; stored methods may be absent. */
        PaymentMethodList list() throws MalformedJsonException {
            if (configs == null) {
                throw new MalformedJsonException("a list of payment methods without their configurations");
            }
            int own = stored.stream().mapToInt(StoredPaymentMethod::weight).sum();
            return new PaymentMethodList(configs.list(), List.copyOf(stored), configs.weight() + own);
        }
    }
}
