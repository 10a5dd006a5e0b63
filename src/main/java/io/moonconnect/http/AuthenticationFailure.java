package io.moonconnect.http;

import java.util.function.BiConsumer;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;

/**
 * Replaces Quarkus' handler of failed HTTP authentication, which the service does not use: callers are authenticated
 * by a filter of the resources. With the default handler in place, Quarkus REST sorts the paths of all resources anew
 * for each request, to name the path in its metrics before the resource is matched.
 */
@Singleton
class AuthenticationFailure {

    private static final BiConsumer<RoutingContext, Throwable> FAIL = RoutingContext::fail;

    void register(@Observes Filters filters) {
        filters.register(AuthenticationFailure::replaceHandler, FilterOrder.AUTHENTICATION_FAILURE.priority());
    }

    private static void replaceHandler(RoutingContext context) {
        context.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, FAIL);
        context.next();
    }
}
