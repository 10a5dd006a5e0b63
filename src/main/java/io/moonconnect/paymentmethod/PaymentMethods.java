package io.moonconnect.paymentmethod;

import java.util.List;

import jakarta.inject.Singleton;

import io.moonconnect.credential.AccessToken;
import io.moonconnect.moonpay.Answer;
import io.moonconnect.moonpay.MoonPay;
import io.moonconnect.time.Deadline;
import io.smallrye.mutiny.Uni;

/** The payment methods of a connected customer, and which of them can pay. */
@Singleton
public class PaymentMethods {

    private static final String BUY = "buy";

    private final MoonPay moonPay;

    public PaymentMethods(MoonPay moonPay) {
        this.moonPay = moonPay;
    }

    /** Every method, rated for a purchase in this currency. */
    public Uni<List<OfferedMethod>> forPurchase(AccessToken token, String currency, Deadline deadline) {
        Usability usability = new Usability(currency, BUY);
        return moonPay.listPaymentMethods(token, deadline).map(answer -> usability.judge(answer.value()));
    }

    /**
     * Every method, rated.
     *
     * @param currency null for any
     * @param transactionType null for {@code buy}
     */
    Uni<Answer<List<OfferedMethod>>> list(AccessToken token, String currency, String transactionType) {
        Usability usability = new Usability(currency, transactionType == null ? BUY : transactionType);
        return moonPay.listPaymentMethods(token).map(answer -> answer.with(usability.judge(answer.value())));
    }

    Uni<Answer<Void>> delete(AccessToken token, String id) {
        return moonPay.deletePaymentMethod(token, id);
    }
}
