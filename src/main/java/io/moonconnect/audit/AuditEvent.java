package io.moonconnect.audit;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.moonconnect.credential.AccessToken;
import io.moonconnect.credential.ConsentToken;
import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemType;
import io.smallrye.mutiny.Uni;

/**
 * An audit event, created at the start of a request and written when its outcome is known, before the response is sent.
 *
 * <p>{@code outcome} is {@code success} or the slug of the problem type; {@code delivery} is {@code caller gone} if the
 * caller had closed the connection, or its sending side, by then. Every request that reached MoonPay has an event,
 * because even a timed-out call may have taken effect. So does a request that was forbidden or exceeded a session
 * limit, because audits look for attempts. Malformed requests and requests over a request limit have none: they have no
 * effect, and would flood the log.
 */
public final class AuditEvent {

    private static final String SUCCESS = "success";

    /** Further texts go to further events, because log collectors limit the length of lines. */
    public static final int MAX_TEXTS = 20;

    private final AuditLog log;
    private final AuditedIds ids;
    private final AuditedAction action;
    private final BooleanSupplier callerGone;
    private final Map<String, String> fields = new LinkedHashMap<>();

    AuditEvent(AuditLog log, AuditedIds ids, AuditedAction action, BooleanSupplier callerGone) {
        this.log = log;
        this.ids = ids;
        this.action = action;
        this.callerGone = callerGone;
    }

    /** Sets the customer if named and not set yet: a customer who names another one is still the actor. */
    public AuditEvent customer(String externalCustomerId) {
        if (externalCustomerId != null) {
            Map.Entry<String, String> field = ids.customer(externalCustomerId);
            fields.putIfAbsent(field.getKey(), PrintableText.of(field.getValue()));
        }
        return this;
    }

    /** @param id MoonPay's id of the customer: one of those that belong to the host's id */
    public AuditEvent moonPayCustomer(String id) {
        return with("moonPayCustomerHash", ids.joining(id));
    }

    /** Identifies the customer's connection if no customer id is known. */
    public AuditEvent accessToken(AccessToken token) {
        return with("accessTokenHash", ids.accessToken(token));
    }

    /** Whether the acceptance of MoonPay's terms was sent. */
    public AuditEvent withTermsAcceptedAt(boolean sent) {
        return with("withTermsAcceptedAt", Boolean.toString(sent));
    }

    /** When the customer accepted MoonPay's terms; empty if it was not sent. */
    public AuditEvent termsAcceptedAt(String time) {
        return time.isEmpty() ? this : with("termsAcceptedAt", time);
    }

    /** @param id MoonPay's id of the payment method */
    public AuditEvent paymentMethod(String id) {
        return with("paymentMethod", id);
    }

    /** @param names of the submitted KYC fields, never their values */
    public AuditEvent fields(Collection<String> names) {
        return with("fields", String.join(",", names));
    }

    /** @param types of the files, in MoonPay's words */
    public AuditEvent fileTypes(Collection<String> types) {
        return with("fileTypes", String.join(",", types));
    }

    /**
     * Joins the request for an upload URL with the confirmation of the file. Of more than {@value #MAX_TEXTS} ids, the
     * first ones and the number of all.
     */
    public AuditEvent uploads(Collection<String> uploadIds) {
        if (uploadIds.size() > MAX_TEXTS) {
            with("uploadCount", Integer.toString(uploadIds.size()));
        }
        return with(
                "uploads", uploadIds.stream().limit(MAX_TEXTS).map(ids::joining).collect(Collectors.joining(",")));
    }

    public AuditEvent consentToken(ConsentToken token) {
        return with("consentTokenHash", ids.consentToken(token));
    }

    /**
     * Ties what a customer accepted together, in one event.
     *
     * @param texts at most {@value #MAX_TEXTS}
     * @param servedAt of each text, when it was served
     * @param quoteSignatureHash see {@link io.moonconnect.credential.QuoteSignature#sha256()}
     */
    public AuditEvent accepted(
            String acceptanceId, List<ServedText> texts, List<String> servedAt, String quoteSignatureHash) {
        return with("acceptanceId", acceptanceId)
                .withTexts(texts)
                .with("servedAt", String.join(",", servedAt))
                .with("quoteSignatureHash", quoteSignatureHash);
    }

    /** The transaction, as far as its ids are known. */
    public AuditEvent transaction(String externalId, String id) {
        if (externalId != null) {
            with("externalTransaction", externalId);
        }
        return id == null ? this : with("transaction", id);
    }

    /** The time of the event in the caller's response. */
    public AuditEvent recordedAt(Instant time) {
        return with("recordedAt", time.toString());
    }

    /** Runs the call to its end, even if the caller disconnects, and then writes the event. A shutdown waits for it. */
    public <T> Uni<T> watch(Supplier<Uni<? extends T>> call, Function<T, String> moonPayRequestId) {
        return Uni.createFrom()
                .<T>deferred(() -> watched(call, moonPayRequestId))
                .memoize()
                .indefinitely();
    }

    private <T> Uni<T> watched(Supplier<Uni<? extends T>> call, Function<T, String> moonPayRequestId) {
        Runnable written = log.expect();
        return Uni.createFrom()
                .deferred(call)
                .onItem()
                .invoke(answer -> succeeded(moonPayRequestId.apply(answer)))
                .onFailure()
                .invoke(this::failed)
                .onTermination()
                .invoke(written);
    }

    /** Writes the served texts, if any, with the ids of the MoonPay responses that required them, if known. */
    public void served(List<ServedText> texts, String moonPayRequestId) {
        for (int from = 0; from < texts.size(); from += MAX_TEXTS) {
            List<ServedText> part = texts.subList(from, Math.min(texts.size(), from + MAX_TEXTS));
            withTexts(part).succeeded(moonPayRequestId);
        }
    }

    AuditedAction action() {
        return action;
    }

    /** The fields of the event as they are written on success. */
    Map<String, String> asSuccess() {
        Map<String, String> content = new LinkedHashMap<>(AuditLog.head(action, SUCCESS));
        content.putAll(fields);
        return content;
    }

    private AuditEvent withTexts(List<ServedText> texts) {
        fields.put("disclosures", texts.stream().map(ServedText::toString).collect(Collectors.joining(",")));
        return this;
    }

    AuditEvent with(String name, String value) {
        fields.put(name, PrintableText.of(value));
        return this;
    }

    private void succeeded(String moonPayRequestId) {
        moonPayAnswered(moonPayRequestId);
        write(SUCCESS);
    }

    private void failed(Throwable failure) {
        if (!(failure instanceof Failure problem)) {
            write(ProblemType.INTERNAL.slug());
        } else if (problem.type() != ProblemType.INVALID_REQUEST) {
            moonPayAnswered(problem.moonPayRequestId().orElse(null));
            write(problem.type().slug());
        }
    }

    /** An event of a stream is written several times: the id of an earlier answer must not stay. */
    private void moonPayAnswered(String moonPayRequestId) {
        if (moonPayRequestId == null || moonPayRequestId.isEmpty()) {
            fields.remove("moonPayRequestId");
        } else {
            with("moonPayRequestId", moonPayRequestId);
        }
    }

    private void write(String outcome) {
        if (callerGone.getAsBoolean()) {
            with("delivery", "caller gone");
        }
        log.write(action, outcome, fields);
    }
}
