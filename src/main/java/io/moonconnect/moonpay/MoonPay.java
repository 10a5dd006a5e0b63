package io.moonconnect.moonpay;

import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;

import io.moonconnect.moonpay.permit.PermitClass;
import io.moonconnect.moonpay.wire.BuyQuoteRequest;
import io.moonconnect.moonpay.wire.CreateSessionRequest;
import io.moonconnect.moonpay.wire.Envelope;
import io.moonconnect.moonpay.wire.PaymentMethodList;
import io.moonconnect.moonpay.wire.Personal;
import io.moonconnect.moonpay.wire.Quote;
import io.moonconnect.moonpay.wire.SessionToken;
import io.smallrye.mutiny.Uni;

/**
 * MoonPay's Platform API, a method per operation. Each fails with a {@link MoonPayFailure} and with nothing else, and
 * cancelling it closes its connection.
 */
@ApplicationScoped
public class MoonPay {

    private final SendPath path;
    private final ObjectWriter json;
    private final MoonPayConfig config;

    MoonPay(SendPath path, ObjectMapper json, MoonPayConfig config) {
        this.path = path;
        this.json = Personal.requestsTo(json);
        this.config = config;
    }

    public Uni<Answer<SessionToken>> createSession(CreateSessionRequest session) {
        return path.sendWithKey(call(Operation.CREATE_SESSION).json(bytes(session)), SessionToken::read);
    }

    /** Revokes all sessions of one customer. */
    public Uni<Answer<Void>> revokeCustomerSessions(String externalCustomerId) {
        return path.sendWithKey(
                call(Operation.REVOKE_CUSTOMER_SESSIONS).query(Map.of("externalCustomerId", externalCustomerId)),
                MoonPay::nothing);
    }

    public Uni<Answer<PaymentMethodList>> listPaymentMethods(AccessToken token) {
        return listPaymentMethods(token, Deadline.after(config.overallTimeout()));
    }

    public Uni<Answer<PaymentMethodList>> listPaymentMethods(AccessToken token, Deadline deadline) {
        return path.send(call(Operation.LIST_PAYMENT_METHODS, deadline), token, PaymentMethodList::read);
    }

    public Uni<Answer<Void>> deletePaymentMethod(AccessToken token, String paymentMethodId) {
        return path.send(call(Operation.DELETE_PAYMENT_METHOD).segment(paymentMethodId), token, MoonPay::nothing);
    }

    /** A quote that a customer waits for. */
    public Uni<Answer<Quote>> buyQuote(AccessToken token, BuyQuoteRequest request) {
        return buyQuote(token, request, PermitClass.INTERACTIVE, Deadline.after(config.overallTimeout()));
    }

    public Uni<Answer<Quote>> buyQuote(
            AccessToken token, BuyQuoteRequest request, PermitClass permitClass, Deadline deadline) {
        Call call = Call.of(Operation.GET_BUY_QUOTE, permitClass, overall(deadline), config.quoteTimeout());
        return path.send(call.json(bytes(request)), token, Quote::read);
    }

    /** @param filters MoonPay's own query parameters: {@code startDate}, {@code endDate}, {@code cursor}, {@code limit} */
    public Uni<Answer<Envelope>> listTransactions(AccessToken token, Map<String, String> filters) {
        return path.send(call(Operation.LIST_TRANSACTIONS).query(filters), token, Envelope::ofList);
    }

    public Uni<Answer<Envelope>> transaction(AccessToken token, String transactionId) {
        return path.send(call(Operation.GET_TRANSACTION).segment(transactionId), token, Envelope::ofObject);
    }

    /** Every customer of MoonPay's that is connected under one id of ours. */
    public Uni<Answer<Envelope>> customers(String externalCustomerId) {
        return path.sendWithKey(
                call(Operation.GET_CUSTOMERS_BY_EXTERNAL_ID).segment(externalCustomerId), Envelope::ofList);
    }

    /** @param filters MoonPay's own query parameters: {@code source}, {@code code}, {@code cursor}, {@code limit} */
    public Uni<Answer<Envelope>> listAssets(Map<String, String> filters) {
        return path.sendWithKey(call(Operation.LIST_ASSETS).query(filters), Envelope::ofList);
    }

    private Call call(Operation operation) {
        return call(operation, Deadline.after(config.overallTimeout()));
    }

    private Call call(Operation operation, Deadline deadline) {
        return Call.of(operation, PermitClass.INTERACTIVE, overall(deadline), config.requestTimeout());
    }

    private Deadline overall(Deadline deadline) {
        return deadline.butAtMost(config.overallTimeout());
    }

    private byte[] bytes(Object request) {
        try {
            return json.writeValueAsBytes(request);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a request record that cannot be written", impossible);
        }
    }

    private static Void nothing(byte[] body) {
        return null;
    }
}
