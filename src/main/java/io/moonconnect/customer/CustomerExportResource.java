package io.moonconnect.customer;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;

import io.moonconnect.audit.Audit;
import io.moonconnect.audit.AuditEvent;
import io.moonconnect.audit.AuditedAction;
import io.moonconnect.caller.Caller;
import io.moonconnect.caller.CurrentCaller;
import io.moonconnect.credential.ConsentToken;
import io.moonconnect.http.RunsToEnd;
import io.moonconnect.moonpay.Answer;
import io.moonconnect.moonpay.MoonPay;
import io.moonconnect.moonpay.wire.Envelope;
import io.moonconnect.moonpay.wire.RawJson;
import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemType;
import io.moonconnect.problem.Refusal;
import io.smallrye.mutiny.Uni;

/** The export of a customer's verified data, for backends, if it is switched on. */
@Path("/v1/customers/export")
@Produces(MediaType.APPLICATION_JSON)
public class CustomerExportResource {

    private final MoonPay moonPay;
    private final CurrentCaller caller;
    private final Audit audit;
    private final boolean on;

    CustomerExportResource(MoonPay moonPay, CurrentCaller caller, Audit audit, CustomerConfig config) {
        this.moonPay = moonPay;
        this.caller = caller;
        this.audit = audit;
        this.on = config.export();
    }

    @POST
    @RunsToEnd
    public Uni<RestResponse<RawJson>> export(@RestHeader(ConsentToken.NAME) ConsentToken token) {
        if (!on) {
            throw new Failure(ProblemType.NOT_FOUND, "No resource exists at this path.");
        }
        boolean valid = token != null && token.isBearerToken();
        AuditEvent event = audit.begin(AuditedAction.CUSTOMER_EXPORTED);
        if (valid) {
            event.consentToken(token);
        }
        Caller who = caller.get();
        return event.watch(() -> export(who, token, valid), Answer::requestId)
                .map(answer -> answer.respond(RestResponse.Status.OK, Envelope::data));
    }

    private Uni<Answer<Envelope>> export(Caller who, ConsentToken token, boolean valid) {
        if (who instanceof Caller.Customer) {
            throw new Failure(Refusal.EXPORT_BY_CUSTOMER, "Only a backend can export a customer.");
        }
        if (!valid) {
            throw Failure.invalid(
                    ConsentToken.NAME, "is required: the customer's consent token, a bearer token of at most 8 KiB");
        }
        return moonPay.exportCustomer(token);
    }
}
