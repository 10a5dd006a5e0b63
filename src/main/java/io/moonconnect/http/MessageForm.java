package io.moonconnect.http;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.moonconnect.credential.AccessTokenHeader;
import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemWriter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/**
 * Refuses requests that somebody in front of us may read in another way than we do: whose body could end elsewhere
 * (request smuggling, RFC 9112 section 11.2), or whose headers say twice what can be true only once. Their connection ends
 * with the refusal. The server itself refuses most of such shapes; what it may let through in another version stays here.
 */
@ApplicationScoped
class MessageForm {

    /** As many as other servers take; finding one among thousands would be slow. */
    private static final int MAX_HEADERS = 100;

    private static final String CHUNKED = "chunked";

    private static final List<CharSequence> ONCE = List.of(
            HttpHeaders.createOptimized("Host"),
            HttpHeaders.createOptimized("Authorization"),
            HttpHeaders.createOptimized("Content-Type"),
            HttpHeaders.createOptimized(AccessTokenHeader.NAME));

    private final ProblemWriter problems;

    MessageForm(ProblemWriter problems) {
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, FilterOrder.MESSAGE_FORM.priority());
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        List<String> encodings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
        String wrong = wrongPart(request, encodings);
        if (wrong != null || !encodings.isEmpty()) {
            // Even where they are as they should be: where chunks end is what servers differ about most.
            ConnectionEnd.after(context);
        }
        if (wrong == null) {
            context.next();
        } else {
            problems.write(Failure.invalid(wrong, "must not be sent in this form, or as often"), context);
        }
    }

    /** The name of what is not as it should be, or null. */
    private static String wrongPart(HttpServerRequest request, List<String> encodings) {
        if (request.version() == null) {
            // Vert.x looks at it only where it has web sockets, which Quarkus turns off.
            return "version";
        }
        if (!encodings.isEmpty() && !isChunked(encodings, request.version())) {
            return "Transfer-Encoding";
        }
        if (tooMany(request.headers())) {
            return "headers";
        }
        for (CharSequence name : ONCE) {
            if (request.headers().getAll(name).size() > 1) {
                return name.toString();
            }
        }
        return null;
    }

    /** One without a name, which the server lets through, is one too many. */
    private static boolean tooMany(MultiMap headers) {
        int count = 0;
        for (Map.Entry<String, String> header : headers) {
            count++;
            if (count > MAX_HEADERS || header.getKey().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isChunked(List<String> encodings, HttpVersion version) {
        return encodings.size() == 1 && encodings.get(0).equalsIgnoreCase(CHUNKED) && version == HttpVersion.HTTP_1_1;
    }
}
