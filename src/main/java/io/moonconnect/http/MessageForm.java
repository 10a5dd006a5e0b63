package io.moonconnect.http;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.moonconnect.credential.AccessTokenHeader;
import io.moonconnect.credential.ConsentToken;
import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemWriter;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/**
 * Rejects requests that a proxy in front may parse differently: ambiguous body length (request smuggling, RFC 9112
 * section 11.2) or duplicate singleton headers. The connection is closed with the rejection. Vert.x rejects most of
 * these itself; this filter does not depend on its version.
 */
@ApplicationScoped
class MessageForm {

    /** A common server limit; looking up a header among thousands would be slow. */
    private static final int MAX_HEADERS = 100;

    private static final String CHUNKED = "chunked";

    private static final List<CharSequence> ONCE = List.of(
            HttpHeaders.createOptimized("Host"),
            HttpHeaders.createOptimized("Authorization"),
            HttpHeaders.createOptimized("Content-Type"),
            HttpHeaders.createOptimized(AccessTokenHeader.NAME),
            HttpHeaders.createOptimized(ConsentToken.NAME));

    private final ProblemWriter problems;

    MessageForm(ProblemWriter problems) {
        this.problems = problems;
    }

    void register(@Observes RequestFilters filters) {
        filters.register(this::check, FilterOrder.MESSAGE_FORM);
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        List<String> encodings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
        String wrong = wrongPart(request, encodings);
        if (wrong != null || !encodings.isEmpty()) {
            // Closes even well-formed chunked requests: chunk boundaries are what parsers most often disagree on.
            ConnectionEnd.after(context);
        }
        if (wrong == null) {
            context.next();
        } else {
            problems.write(Failure.invalid(wrong, "is malformed or repeated"), context);
        }
    }

    /** The name of the invalid part, or null. */
    private static String wrongPart(HttpServerRequest request, List<String> encodings) {
        if (request.version() == null) {
            // Vert.x checks the version only if web sockets are enabled, which Quarkus disables.
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

    /** Headers with an empty name, which Vert.x accepts, are rejected too. */
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
