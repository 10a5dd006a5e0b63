package io.moonconnect.moonpay.wire;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/**
 * A quote of MoonPay: its raw bytes, and the fields that rules need.
 *
 * @param raw the quote as received; what callers get
 * @param sourceAmount what the customer pays
 * @param destinationAmount what the customer gets
 * @param totalFees sum of all fees; {@code partner} counts only if its successor {@code ecosystem} is absent
 * @param expiresAt by MoonPay's clock
 * @param executable whether a payment frame accepts it
 * @param disclosures the quote's {@code paymentDisclosures}; null if absent
 */
public record Quote(
        RawJson raw,
        BigDecimal sourceAmount,
        BigDecimal destinationAmount,
        BigDecimal totalFees,
        Instant expiresAt,
        boolean executable,
        List<PaymentDisclosure> disclosures) {

    /** The disclosures to be shown; empty if the quote has no such field. */
    public Optional<List<PaymentDisclosure>> paymentDisclosures() {
        return Optional.ofNullable(disclosures);
    }

    public static Quote read(byte[] body) throws IOException {
        Fields[] last = new Fields[1];
        Envelope envelope = Envelope.open(body, parser -> {
            last[0] = new Fields();
            WireJson.eachField(parser, last[0]::read);
        });
        return last[0].quote(envelope.data());
    }

    private static final class Fields {

        private BigDecimal sourceAmount;
        private BigDecimal destinationAmount;
        private final Map<String, BigDecimal> fees = new HashMap<>();
        private Instant expiresAt;
        private boolean executable;
        private List<PaymentDisclosure> disclosures;

        void read(String name, JsonParser value) throws IOException {
            switch (name) {
                case "source" -> sourceAmount = amount(value);
                case "destination" -> destinationAmount = amount(value);
                case "fees" -> readFees(value);
                case "expiresAt" -> expiresAt = WireTime.instantOrNull(WireJson.textOrNull(value));
                case "executable" -> executable = WireJson.isTrue(value);
                case "paymentDisclosures" -> disclosures = disclosuresOrNull(value);
                default -> WireJson.skip(value);
            }
        }

        Quote quote(RawJson raw) throws MalformedJsonException {
            if (sourceAmount == null || destinationAmount == null || expiresAt == null) {
                throw new MalformedJsonException("a quote without its amounts or its expiry");
            }
            return new Quote(raw, sourceAmount, destinationAmount, totalFees(), expiresAt, executable, disclosures);
        }

        private void readFees(JsonParser value) throws IOException {
            fees.clear();
            if (!value.isExpectedStartObjectToken()) {
                WireJson.skip(value);
                return;
            }
            WireJson.eachField(value, (fee, money) -> fees.put(fee, amount(money)));
        }

        private BigDecimal totalFees() {
            if (fees.get("ecosystem") != null) {
                fees.remove("partner");
            }
            return fees.values().stream().filter(fee -> fee != null).reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        private static BigDecimal amount(JsonParser value) throws IOException {
            if (!value.isExpectedStartObjectToken()) {
                WireJson.skip(value);
                return null;
            }
            BigDecimal[] amount = new BigDecimal[1];
            WireJson.eachField(value, (name, inner) -> {
                if (name.equals("amount")) {
                    amount[0] = WireJson.decimalOrNull(WireJson.textOrNull(inner));
                } else {
                    WireJson.skip(inner);
                }
            });
            return amount[0];
        }

        private static List<PaymentDisclosure> disclosuresOrNull(JsonParser value) throws IOException {
            return value.currentToken() == JsonToken.VALUE_NULL ? null : PaymentDisclosure.readAll(value);
        }
    }
}
