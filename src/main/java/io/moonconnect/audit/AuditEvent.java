package io.moonconnect.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.moonconnect.credential.AccessToken;
import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemType;
import io.smallrye.mutiny.Uni;

/**
 * An audit event, created at the start of a request and written when its outcome is known, before the response is sent.
 *
 * <p>{@code outcome} is {@code success}, {@code cancelled} if the client disconnected first, or the slug of the problem
 * type. Every request that reached MoonPay has an event, because even a timed-out call may have taken effect. So has a
 * forbidden request or one over a session limit, because audits look for attempts. Malformed requests and requests over
 * a request limit have none: they cannot have any effect, and would flood the log.
 */
public final class AuditEvent {

    private static final String SUCCESS = "success";
    private static final String CANCELLED = "cancelled";

    /** Further texts go to further events, because log collectors limit the length of lines. */
    private static final int MAX_TEXTS = 20;

    private final AuditLog log;
    private final AuditedIds ids;
    private final AuditedAction action;
    private final Map<String, String> fields = new LinkedHashMap<>();

    AuditEvent(AuditLog log, AuditedIds ids, AuditedAction action) {
        this.log = log;
        this.ids = ids;
        this.action = action;
    }

    /** Sets the customer if named and not set yet: a customer who names another one is still the actor. */
    public AuditEvent customer(String externalCustomerId) {
        if (externalCustomerId != null) {
            Map.Entry<String, String> field = ids.customer(externalCustomerId);
            fields.putIfAbsent(field.getKey(), PrintableText.of(field.getValue()));
        }
        return this;
    }

    /** Identifies the customer's connection if no customer id is known. */
    public AuditEvent accessToken(AccessToken token) {
        return with("accessTokenHash", ids.accessToken(token));
    }

    /** Whether the acceptance of MoonPay's terms was sent. */
    public AuditEvent withTermsAcceptedAt(boolean sent) {
        return with("withTermsAcceptedAt", Boolean.toString(sent));
    }

    /** @param id MoonPay's id of the payment method */
    public AuditEvent paymentMethod(String id) {
        return with("paymentMethod", id);
    }

    /** Runs the call, and writes the event when it ends. */
    public <T> Uni<T> watch(Supplier<Uni<? extends T>> call, Function<T, String> moonPayRequestId) {
        return Uni.createFrom()
                .deferred(call)
                .onItem()
                .invoke(answer -> succeeded(moonPayRequestId.apply(answer)))
                .onFailure()
                .invoke(this::failed)
                .onCancellation()
                .invoke(() -> write(CANCELLED));
    }

    /** Writes the served texts, if any, with the ids of the MoonPay responses that required them, if known. */
    public void served(List<ServedText> texts, String moonPayRequestId) {
        for (int from = 0; from < texts.size(); from += MAX_TEXTS) {
            List<ServedText> part = texts.subList(from, Math.min(texts.size(), from + MAX_TEXTS));
            fields.put("disclosures", part.stream().map(ServedText::toString).collect(Collectors.joining(",")));
            succeeded(moonPayRequestId);
        }
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

    private void moonPayAnswered(String moonPayRequestId) {
        if (moonPayRequestId != null && !moonPayRequestId.isEmpty()) {
            with("moonPayRequestId", moonPayRequestId);
        }
    }

    private void write(String outcome) {
        log.write(action, outcome, fields);
    }
}
