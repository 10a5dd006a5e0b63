package io.moonconnect.session;

import java.util.function.Function;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

import io.moonconnect.audit.Audit;
import io.moonconnect.audit.AuditEvent;
import io.moonconnect.audit.AuditedAction;
import io.moonconnect.caller.Caller;
import io.moonconnect.caller.CurrentCaller;
import io.moonconnect.http.RunsToEnd;
import io.moonconnect.moonpay.Answer;
import io.moonconnect.problem.Violations;
import io.smallrye.mutiny.Uni;

/** {@code /v1/sessions}. */
@Path("/v1/sessions")
@Produces(MediaType.APPLICATION_JSON)
public class SessionResource {

    private final Sessions sessions;
    private final CurrentCaller caller;
    private final Audit audit;

    SessionResource(Sessions sessions, CurrentCaller caller, Audit audit) {
        this.sessions = sessions;
        this.caller = caller;
        this.audit = audit;
    }

    @POST
    @RunsToEnd
    public Uni<RestResponse<Session>> create(NewSession wanted) {
        Caller who = caller.get();
        AuditEvent event = audit.begin(AuditedAction.SESSION_CREATED)
                .customer(Violations.needed(wanted).externalCustomerId())
                .withTermsAcceptedAt(wanted.termsAcceptedAt() != null);
        return event.watch(() -> sessions.create(who, wanted), Answer::requestId)
                .map(answer -> answer.respond(RestResponse.Status.CREATED, Function.identity()));
    }

    @DELETE
    @RunsToEnd
    public Uni<RestResponse<Void>> revoke(@RestQuery String externalCustomerId) {
        Caller who = caller.get();
        AuditEvent event = audit.begin(AuditedAction.SESSION_REVOKED).customer(externalCustomerId);
        return event.watch(() -> sessions.revoke(who, externalCustomerId), Answer::requestId)
                .map(Answer::noContent);
    }
}
