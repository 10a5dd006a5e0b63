package io.moonconnect.session;

import java.util.function.Function;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

import io.moonconnect.caller.CurrentCaller;
import io.moonconnect.moonpay.Answer;
import io.smallrye.mutiny.Uni;

/** {@code /v1/sessions}. */
@Path("/v1/sessions")
@Produces(MediaType.APPLICATION_JSON)
public class SessionResource {

    private final Sessions sessions;
    private final CurrentCaller caller;

    SessionResource(Sessions sessions, CurrentCaller caller) {
        this.sessions = sessions;
        this.caller = caller;
    }

    @POST
    public Uni<RestResponse<Session>> create(NewSession wanted) {
        return sessions.create(caller.get(), wanted)
                .map(answer -> answer.respond(RestResponse.Status.CREATED, Function.identity()));
    }

    @DELETE
    public Uni<RestResponse<Void>> revoke(@RestQuery String externalCustomerId) {
        return sessions.revoke(caller.get(), externalCustomerId).map(Answer::noContent);
    }
}
