package io.moonconnect.paymentmethod;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.moonconnect.moonpay.wire.PaymentMethod;
import io.moonconnect.moonpay.wire.PaymentMethodConfig;
import io.moonconnect.moonpay.wire.PaymentMethodList;
import io.moonconnect.moonpay.wire.StoredPaymentMethod;
import io.moonconnect.paymentmethod.OfferedMethod.Kind;

/**
 * Decides which methods can pay a purchase: a type, if MoonPay offers it for the currency and the transaction without
 * its widget; a stored method, if it is active and its type can pay. A card can pay only once stored.
 */
final class Usability {

    private static final Set<String> PAY_ONLY_WHEN_STORED = Set.of("card");

    private final String currency;
    private final String transactionType;

    /** @param currency ISO 4217 in any case; null for any currency */
    Usability(String currency, String transactionType) {
        this.currency = currency == null ? null : currency.toUpperCase(Locale.ROOT);
        this.transactionType = transactionType.toLowerCase(Locale.ROOT);
    }

    /** Every method of the list in MoonPay's order, configurations first. */
    List<OfferedMethod> judge(PaymentMethodList list) {
        List<OfferedMethod> judged =
                new ArrayList<>(list.configs().size() + list.stored().size());
        Map<String, PaymentMethodConfig> configs = new HashMap<>();
        for (PaymentMethodConfig config : list.configs()) {
            configs.putIfAbsent(config.type(), config);
            judged.add(judge(config));
        }
        for (StoredPaymentMethod stored : list.stored()) {
            judged.add(judge(stored, configs.get(stored.type())));
        }
        return Collections.unmodifiableList(judged);
    }

    private OfferedMethod judge(PaymentMethodConfig config) {
        Obstacle obstacle = obstacle(config)
                .or(() -> PAY_ONLY_WHEN_STORED.contains(config.type())
                        ? Optional.of(Obstacle.STORED_METHOD_REQUIRED)
                        : Optional.empty())
                .orElse(null);
        return new OfferedMethod(Kind.CONFIG, obstacle, config.raw(), new PaymentMethod(config.type(), null));
    }

    private OfferedMethod judge(StoredPaymentMethod stored, PaymentMethodConfig config) {
        Obstacle obstacle = obstacle(stored, config).orElse(null);
        return new OfferedMethod(Kind.STORED, obstacle, stored.raw(), new PaymentMethod(stored.type(), stored.id()));
    }

    private Optional<Obstacle> obstacle(StoredPaymentMethod stored, PaymentMethodConfig config) {
        if (!stored.active()) {
            return Optional.of(Obstacle.INACTIVE);
        }
        return config == null ? Optional.of(Obstacle.TYPE_NOT_OFFERED) : obstacle(config);
    }

    private Optional<Obstacle> obstacle(PaymentMethodConfig config) {
        if (!config.active()) {
            return Optional.of(Obstacle.INACTIVE);
        }
        if (currency != null && !config.supportedCurrencies().contains(currency)) {
            return Optional.of(Obstacle.CURRENCY_NOT_SUPPORTED);
        }
        if (!config.supportedTransactionTypes().contains(transactionType)) {
            return Optional.of(Obstacle.TRANSACTION_TYPE_NOT_SUPPORTED);
        }
        return config.requiresWidget() ? Optional.of(Obstacle.WIDGET_REQUIRED) : Optional.empty();
    }
}
