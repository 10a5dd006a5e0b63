package io.moonconnect.moonpay;

import java.util.Map;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;

import io.moonconnect.credential.AccessToken;
import io.moonconnect.credential.ConsentToken;
import io.moonconnect.moonpay.permit.PermitClass;
import io.moonconnect.moonpay.wire.BuyQuoteRequest;
import io.moonconnect.moonpay.wire.CreateSessionRequest;
import io.moonconnect.moonpay.wire.CustomerData;
import io.moonconnect.moonpay.wire.Envelope;
import io.moonconnect.moonpay.wire.ErrorEnvelope;
import io.moonconnect.moonpay.wire.FileUpload;
import io.moonconnect.moonpay.wire.MalformedJsonException;
import io.moonconnect.moonpay.wire.PaymentMethod;
import io.moonconnect.moonpay.wire.PaymentMethodList;
import io.moonconnect.moonpay.wire.Personal;
import io.moonconnect.moonpay.wire.Quote;
import io.moonconnect.moonpay.wire.SessionToken;
import io.moonconnect.time.Deadline;
import io.smallrye.mutiny.Uni;

/**
 * MoonPay's Platform API, a method per operation. An operation fails with a {@link MoonPayFailure} only. Cancelling a
 * call closes its connection (HTTP/1.1) or resets its stream (HTTP/2). Equal concurrent reads are deduplicated: they
 * share one call, which is cancelled with its last waiter.
 */
@Singleton
public class MoonPay {

    private final SendPath path;
    private final ObjectWriter json;
    private final MoonPayConfig config;
    private final SharedReads shared;
    private final PaymentMethodMemory paymentMethods;

    MoonPay(
            SendPath path,
            ObjectMapper json,
            MoonPayConfig config,
            SharedReads shared,
            PaymentMethodMemory paymentMethods) {
        this.path = path;
        this.json = Personal.requestsTo(json);
        this.config = config;
        this.shared = shared;
        this.paymentMethods = paymentMethods;
    }

    public Uni<Answer<SessionToken>> createSession(CreateSessionRequest session) {
        return path.sendWithKey(
                call(Operation.CREATE_SESSION).of(session.externalCustomerId()).json(bytes(session)),
                SessionToken::read);
    }

    public Uni<Answer<Void>> revokeCustomerSessions(String externalCustomerId) {
        return path.sendWithKey(
                call(Operation.REVOKE_CUSTOMER_SESSIONS)
                        .of(externalCustomerId)
                        .query(Map.of("externalCustomerId", externalCustomerId)),
                MoonPay::nothing);
    }

    /** Cached for {@code moonpay.payment-methods-life}. */
    public Uni<Answer<PaymentMethodList>> listPaymentMethods(AccessToken token) {
        return listPaymentMethods(token, Deadline.after(config.overallTimeout()));
    }

    /** @param deadline of this caller; a shared call continues for waiters with a later one */
    public Uni<Answer<PaymentMethodList>> listPaymentMethods(AccessToken token, Deadline deadline) {
        Call call = call(Operation.LIST_PAYMENT_METHODS, PermitClass.INTERACTIVE, deadline);
        return paymentMethods.recall(token, new SharedRead<>(call, () -> send(call, token, paymentMethods::read)));
    }

    /** Invalidates the cache whatever the outcome: a deletion that failed may have taken effect. */
    public Uni<Answer<Void>> deletePaymentMethod(AccessToken token, String paymentMethodId) {
        Call call = call(Operation.DELETE_PAYMENT_METHOD).segment(paymentMethodId);
        return send(call, token, MoonPay::nothing).onTermination().invoke(() -> paymentMethods.forget(token));
    }

    public Uni<Answer<Quote>> buyQuote(AccessToken token, BuyQuoteRequest request) {
        return buyQuote(token, request, PermitClass.INTERACTIVE, Deadline.after(config.overallTimeout()));
    }

    public Uni<Answer<Quote>> buyQuote(
            AccessToken token, BuyQuoteRequest request, PermitClass permitClass, Deadline deadline) {
        PaymentMethod method = request.paymentMethod();
        Call call = Call.of(Operation.GET_BUY_QUOTE, permitClass, overall(deadline), config.quoteTimeout())
                .about(method == null ? null : method.type());
        return send(call.json(bytes(request)), token, Quote::read);
    }

    /** @param filters MoonPay's query parameters: {@code startDate}, {@code endDate}, {@code cursor}, {@code limit} */
    public Uni<Answer<Envelope>> listTransactions(AccessToken token, Map<String, String> filters) {
        Call call = call(Operation.LIST_TRANSACTIONS).query(filters);
        return shared.share(call, token, () -> send(call, token, Envelope::ofList));
    }

    public Uni<Answer<Envelope>> transaction(AccessToken token, String transactionId) {
        Call call = call(Operation.GET_TRANSACTION).segment(transactionId);
        return shared.share(call, token, () -> send(call, token, Envelope::ofObject));
    }

    /** In the background and without retries: the next poll replaces a failed one. */
    public Uni<Answer<Envelope>> pollTransaction(AccessToken token, String transactionId) {
        Call call = call(Operation.GET_TRANSACTION, PermitClass.BACKGROUND)
                .segment(transactionId)
                .once();
        return shared.share(call, token, () -> send(call, token, Envelope::ofObject));
    }

    /** All MoonPay customers connected under one external customer id. */
    public Uni<Answer<Envelope>> customers(String externalCustomerId) {
        Call call = call(Operation.GET_CUSTOMERS_BY_EXTERNAL_ID)
                .of(externalCustomerId)
                .segment(externalCustomerId);
        return shared.share(call, () -> path.sendWithKey(call, Envelope::ofList));
    }

    /** Sent once only, as the operations below. Returns the updated customer. */
    public Uni<Answer<Envelope>> submitKyc(String customerId, CustomerData data) {
        return path.sendWithKey(about(Operation.SUBMIT_CUSTOMER_KYC, customerId, "/kyc", data), Envelope::ofObject);
    }

    public Uni<Answer<FileUpload>> fileUploadUrl(String customerId, CustomerData file) {
        return path.sendWithKey(
                about(Operation.CREATE_CUSTOMER_FILE_UPLOAD_URL, customerId, "/files/upload-url", file),
                FileUpload::read);
    }

    /** Confirms uploaded files. Returns the updated customer. */
    public Uni<Answer<Envelope>> submitFiles(String customerId, CustomerData files) {
        return path.sendWithKey(
                about(Operation.SUBMIT_CUSTOMER_FILES, customerId, "/files", files), Envelope::ofObject);
    }

    /** The verified data of the customer who has consented. A success consumes the token. */
    public Uni<Answer<Envelope>> exportCustomer(ConsentToken token) {
        return path.sendWithKey(call(Operation.EXPORT_CUSTOMER).with(token), Envelope::ofObject);
    }

    /** @param filters MoonPay's query parameters: {@code source}, {@code code}, {@code cursor}, {@code limit} */
    public Uni<Answer<Envelope>> listAssets(Map<String, String> filters, PermitClass permitClass) {
        Call call = call(Operation.LIST_ASSETS, permitClass).query(filters);
        return shared.share(call, () -> path.sendWithKey(call, Envelope::ofList));
    }

    /** A rejected token invalidates its cache entry. */
    private <T> Uni<Answer<T>> send(Call call, AccessToken token, SendPath.BodyReader<T> reader) {
        return path.send(call, token, reader)
                .onFailure(failure -> Outcome.of(failure) == Outcome.TOKEN_REJECTED)
                .invoke(() -> paymentMethods.forget(token));
    }

    private Call about(Operation operation, String customerId, String part, CustomerData data) {
        return call(operation)
                .of(customerId)
                .segment(customerId)
                .path(part)
                .json(data.json().bytes())
                .withholding(data::withheldFrom);
    }

    private Call call(Operation operation) {
        return call(operation, PermitClass.INTERACTIVE);
    }

    private Call call(Operation operation, PermitClass permitClass) {
        return call(operation, permitClass, Deadline.after(config.overallTimeout()));
    }

    private Call call(Operation operation, PermitClass permitClass, Deadline deadline) {
        return Call.of(operation, permitClass, overall(deadline), config.requestTimeout());
    }

    private Deadline overall(Deadline deadline) {
        return deadline.butAtMost(config.overallTimeout());
    }

    private byte[] bytes(Object request) {
        try {
            return json.writeValueAsBytes(request);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("request record cannot be serialised", impossible);
        }
    }

    /** MoonPay sends no body. With an error or broken JSON, something else responded. */
    private static Void nothing(byte[] body) throws MalformedJsonException {
        if (body.length > 0
                && ErrorEnvelope.read(body).filter(ErrorEnvelope::isNone).isEmpty()) {
            throw new MalformedJsonException("a page or an error in place of a confirmation");
        }
        return null;
    }
}
