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
 * An event while a request is served: it is filled with what is known beforehand, and written once it is known how the
 * request ends, before the answer leaves.
 *
 * <p>Its {@code outcome} is {@code success}, {@code cancelled} where the caller went away first, or the last part of the
 * problem's type. A request that MoonPay was asked for has an event however it ended, because even a timeout may have done
 * it. So has one that the caller may not make, and one over a limit of sessions: whoever tries is what an audit looks for.
 * One that is merely malformed has none, and neither has one over the limits of requests, which is refused before anything
 * of it is looked at: they could not have done anything, and would fill the log.
 */
public final class AuditEvent {

    private static final String SUCCESS = "success";
    private static final String CANCELLED = "cancelled";

    /** An answer with more has more events, so that no line grows too long for what collects them. */
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

    /**
     * Whose account it is about. Where that is known already, it stays: a customer who names another is still who it is.
     *
     * @param externalCustomerId the host's own id of the customer; null where the caller named none
     */
    public AuditEvent customer(String externalCustomerId) {
        if (externalCustomerId != null) {
            Map.Entry<String, String> field = ids.customer(externalCustomerId);
            fields.putIfAbsent(field.getKey(), PrintableText.of(field.getValue()));
        }
        return this;
    }

    /** The customer's connection, where nobody has said whose it is. */
    public AuditEvent accessToken(AccessToken token) {
        return with("accessTokenHash", ids.accessToken(token));
    }

    /** Whether MoonPay is told that the customer accepted its terms. */
    public AuditEvent withTermsAcceptedAt(boolean sent) {
        return with("withTermsAcceptedAt", Boolean.toString(sent));
    }

    /** @param id MoonPay's id of the payment method */
    public AuditEvent paymentMethod(String id) {
        return with("paymentMethod", id);
    }

    /** Does what the event is about, and writes it when that ends. */
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

    /**
     * Writes which texts an answer carries; nothing where it carries none.
     *
     * @param moonPayRequestId of MoonPay's answer that asked for them, or of several, comma separated; null or empty where
     *     there is none
     */
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
