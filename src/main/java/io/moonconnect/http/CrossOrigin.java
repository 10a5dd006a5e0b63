package io.moonconnect.http;

import java.time.Duration;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import com.github.benmanes.caffeine.cache.Ticker;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemWriter;
import io.moonconnect.problem.Refusal;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.quarkus.vertx.http.runtime.cors.CORSConfig;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * CORS. Pages of allowed origins may call the API and read every response, including rejections by other filters;
 * requests from other origins are rejected, and credentials are never allowed. Quarkus' own filter is off: it rejects
 * without a body, rejects unlisted methods before a 405 can name the supported ones, and accepts any origin that
 * matches the host. Webhooks are exempt: they are not for browsers, and are authenticated by their signature.
 */
@ApplicationScoped
public class CrossOrigin {

    private static final Logger LOG = Logger.getLogger(CrossOrigin.class);

    private static final int NO_CONTENT = 204;

    /** Pages cannot read a refusal, but developers see this header in their browser. */
    private static final CharSequence REFUSED = HttpHeaders.createOptimized("Moonconnect-Refused");

    private static final String NOT_ALLOWED = "origin-not-allowed";

    private static final Duration LOG_INTERVAL = Duration.ofMinutes(1);

    private final BrowserOrigins origins;
    private final String methods;
    private final String headers;
    private final String exposedHeaders;
    private final String maxAge;
    private final ProblemWriter problems;
    private final RepeatedLine line;
    private final Counter refused;

    CrossOrigin(
            CorsConfig config, VertxHttpConfig http, ProblemWriter problems, Ticker ticker, MeterRegistry registry) {
        CORSConfig cors = http.cors();
        if (cors.enabled()) {
            throw new ConfigurationException("quarkus.http.cors.enabled must not be set: use moonconnect.cors.origins");
        }
        this.origins = BrowserOrigins.of(
                config.origins().or(cors::origins).orElse(List.of()),
                config.ownOrigins().orElse(List.of()));
        if (origins.allowEveryAddOn()) {
            LOG.warn(
                    "moonconnect.cors.origins contains moz-extension://*: every extension of Firefox may call the API");
        }
        this.methods = list(cors.methods().orElse(List.of()));
        this.headers = list(cors.headers().orElse(List.of()));
        this.exposedHeaders = list(cors.exposedHeaders().orElse(List.of()));
        this.maxAge =
                Long.toString(cors.accessControlMaxAge().orElse(Duration.ZERO).toSeconds());
        this.problems = problems;
        this.line = new RepeatedLine(LOG_INTERVAL, ticker);
        this.refused = Counter.builder("origins.refused")
                .description("Requests of pages whose origin is not allowed")
                .register(registry);
    }

    /** Whether pages of all extensions of Firefox are allowed. */
    public boolean allowsEveryAddOn() {
        return origins.allowEveryAddOn();
    }

    void register(@Observes RequestFilters filters) {
        filters.register(this::check, FilterOrder.CROSS_ORIGIN);
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        HttpServerResponse response = context.response();
        if (WebhookPath.is(request)) {
            context.next();
            return;
        }
        if (!origins.isEmpty()) {
            response.putHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        }
        List<String> from = request.headers().getAll(HttpHeaders.ORIGIN);
        if (from.isEmpty()) {
            context.next();
        } else if (!origins.allow(from)) {
            refuse(from, context);
        } else {
            response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, from.get(0));
            if (isPreflight(request)) {
                answer(response);
            } else {
                response.putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, exposedHeaders);
                context.next();
            }
        }
    }

    private void refuse(List<String> from, RoutingContext context) {
        line.next()
                .ifPresent(suppressed -> LOG.warnf(
                        "origin refused, origin=%s, suppressed=%d", BrowserOrigins.bounded(from), suppressed));
        context.response().putHeader(REFUSED, NOT_ALLOWED);
        refused.increment();
        problems.write(
                new Failure(Refusal.ORIGIN, "The origin is not allowed: it is not in moonconnect.cors.origins."),
                context);
    }

    private static boolean isPreflight(HttpServerRequest request) {
        return request.method() == HttpMethod.OPTIONS
                && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
    }

    private void answer(HttpServerResponse response) {
        response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, methods)
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, headers)
                .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, maxAge)
                .setStatusCode(NO_CONTENT)
                .end();
    }

    private static String list(List<String> names) {
        return String.join(", ", names);
    }
}
