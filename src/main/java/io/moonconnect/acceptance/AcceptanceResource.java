package io.moonconnect.acceptance;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestResponse;

import io.moonconnect.audit.Audit;
import io.moonconnect.audit.AuditEvent;
import io.moonconnect.audit.AuditedAction;
import io.moonconnect.caller.Caller;
import io.moonconnect.caller.CurrentCaller;
import io.moonconnect.http.RunsToEnd;
import io.moonconnect.problem.Violations;
import io.smallrye.mutiny.Uni;

/** {@code /v1/disclosures/acceptances}. */
@Path("/v1/disclosures/acceptances")
@Produces(MediaType.APPLICATION_JSON)
public class AcceptanceResource {

    private final Acceptances acceptances;
    private final CurrentCaller caller;
    private final Audit audit;

    AcceptanceResource(Acceptances acceptances, CurrentCaller caller, Audit audit) {
        this.acceptances = acceptances;
        this.caller = caller;
        this.audit = audit;
    }

    @POST
    @RunsToEnd
    public Uni<RestResponse<Acceptance>> accept(NewAcceptance accepted) {
        Caller who = caller.get();
        AuditEvent event = audit.begin(AuditedAction.DISCLOSURES_ACCEPTED)
                .customer(Violations.needed(accepted).externalCustomerId());
        return event.<Acceptance>watch(() -> acceptances.accept(who, accepted, event), acceptance -> null)
                .map(acceptance -> RestResponse.status(RestResponse.Status.CREATED, acceptance));
    }
}
