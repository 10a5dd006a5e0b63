package io.moonconnect.disclosure;

import java.util.List;
import java.util.Locale.LanguageRange;
import java.util.regex.Pattern;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import io.moonconnect.audit.Audit;
import io.moonconnect.http.PathIds;
import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemType;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/** The disclosure catalogue. */
@Path("/v1/disclosures")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class DisclosuresResource {

    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final Disclosures disclosures;
    private final Audit audit;
    private final RoutingContext request;

    DisclosuresResource(Disclosures disclosures, Audit audit, RoutingContext request) {
        this.disclosures = disclosures;
        this.audit = audit;
        this.request = request;
    }

    @GET
    public DisclosureList list() {
        DisclosureList answer = disclosures.all();
        serve(answer.disclosures());
        return answer;
    }

    /** One text: the latest version, unless {@code version} is given. */
    @GET
    @Path("/{id}")
    public Disclosure read(
            @PathParam("id") String id,
            @QueryParam("version") String version,
            @QueryParam("locale") String locale,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String acceptLanguage) {
        PathIds.checked("id", id);
        if (version != null && !VERSION.matcher(version).matches()) {
            throw Failure.invalid("version", "must match [A-Za-z0-9._-]{1,64}");
        }
        List<LanguageRange> languages = Languages.of(locale, acceptLanguage);
        Disclosure answer = disclosures
                .find(id, version, languages)
                .orElseThrow(() -> new Failure(
                        ProblemType.NOT_FOUND, "The catalogue has no disclosure with this id and version."));
        serve(List.of(answer));
        return answer;
    }

    /** HEAD requests get no text, so nothing was served. */
    private void serve(List<Disclosure> answer) {
        if (request.request().method() != HttpMethod.HEAD) {
            audit.beginServing().served(Disclosure.asServed(answer), null);
        }
    }
}
