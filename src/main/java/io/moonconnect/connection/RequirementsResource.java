package io.moonconnect.connection;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import io.moonconnect.audit.Audit;
import io.moonconnect.disclosure.Disclosure;
import io.moonconnect.disclosure.Languages;
import io.smallrye.common.annotation.NonBlocking;

/** The requirements of a connection. The body is read as bytes, so that MoonPay's values stay unchanged. */
@Path("/v1/connections/requirements")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class RequirementsResource {

    private final ConnectionRequirements requirements;
    private final Audit audit;

    RequirementsResource(ConnectionRequirements requirements, Audit audit) {
        this.requirements = requirements;
        this.audit = audit;
    }

    @POST
    public Requirements of(@HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String acceptLanguage, byte[] body) {
        Connection connection = Connection.read(body);
        Requirements answer = requirements.of(connection, Languages.of(connection.locale(), acceptLanguage));
        audit.beginServing().served(Disclosure.asServed(answer.disclosures()), null);
        return answer;
    }
}
