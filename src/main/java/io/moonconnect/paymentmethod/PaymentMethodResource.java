package io.moonconnect.paymentmethod;

import java.util.regex.Pattern;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

import io.moonconnect.audit.Audit;
import io.moonconnect.audit.AuditEvent;
import io.moonconnect.audit.AuditedAction;
import io.moonconnect.credential.AccessToken;
import io.moonconnect.credential.AccessTokenHeader;
import io.moonconnect.http.AccessTokens;
import io.moonconnect.http.PathIds;
import io.moonconnect.http.RunsToEnd;
import io.moonconnect.moonpay.Answer;
import io.moonconnect.problem.Violations;
import io.smallrye.mutiny.Uni;

/** {@code /v1/payment-methods}. */
@Path("/v1/payment-methods")
@Produces(MediaType.APPLICATION_JSON)
public class PaymentMethodResource {

    private static final Pattern CURRENCY = Pattern.compile("[A-Za-z]{3}");
    private static final Pattern TRANSACTION_TYPE = Pattern.compile("[A-Za-z_]{1,32}");

    private final PaymentMethods methods;
    private final Audit audit;

    PaymentMethodResource(PaymentMethods methods, Audit audit) {
        this.methods = methods;
        this.audit = audit;
    }

    @GET
    public Uni<RestResponse<PaymentMethodAnswer>> list(
            @RestHeader(AccessTokenHeader.NAME) AccessTokenHeader token,
            @RestQuery String currency,
            @RestQuery String transactionType) {
        Violations violations = new Violations();
        violations.check(matches(CURRENCY, currency), "currency", "must be an ISO 4217 code");
        violations.check(
                matches(TRANSACTION_TYPE, transactionType),
                "transactionType",
                "must be a transaction type, buy for example");
        violations.refuse();
        return methods.list(AccessTokens.needed(token), currency, transactionType)
                .map(answer -> answer.respond(RestResponse.Status.OK, PaymentMethodAnswer::new));
    }

    @DELETE
    @RunsToEnd
    @Path("{id}")
    public Uni<RestResponse<Void>> delete(
            @RestHeader(AccessTokenHeader.NAME) AccessTokenHeader token, @RestPath String id) {
        AccessToken checked = AccessTokens.needed(token);
        AuditEvent event = audit.begin(AuditedAction.PAYMENT_METHOD_DELETED)
                .accessToken(checked)
                .paymentMethod(PathIds.checked("id", id));
        return event.watch(() -> methods.delete(checked, id), Answer::requestId).map(Answer::noContent);
    }

    private static boolean matches(Pattern pattern, String value) {
        return value == null || pattern.matcher(value).matches();
    }
}
