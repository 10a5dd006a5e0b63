package io.moonconnect.http;

import java.lang.reflect.Proxy;

import org.jboss.resteasy.reactive.server.core.Deployment;
import org.junit.jupiter.api.Test;

import io.quarkus.resteasy.reactive.server.runtime.ResteasyReactiveRecorder;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.vertx.http.runtime.security.HttpSecurityRecorder.DefaultAuthFailureHandler;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Why {@link AuthenticationFailure} replaces the default handler. When this test fails, that reason is gone. */
class AuthenticationFailureTrialTest {

    @Test
    void a_request_with_the_default_handler_is_matched_before_it_reaches_the_resources() {
        RuntimeValue<Deployment> resources = new RuntimeValue<>() {

            @Override
            public Deployment getValue() {
                throw new IllegalStateException("matched");
            }
        };
        assertThatThrownBy(() -> new ResteasyReactiveRecorder()
                        .defaultAuthFailureHandler(resources, true)
                        .handle(authenticated()))
                .hasMessage("matched");
    }

    /** As Quarkus' authentication leaves a request. */
    private static RoutingContext authenticated() {
        DefaultAuthFailureHandler handler = new DefaultAuthFailureHandler() {

            @Override
            protected void proceed(Throwable failure) {
                throw new AssertionError("nothing has failed", failure);
            }
        };
        return (RoutingContext) Proxy.newProxyInstance(
                RoutingContext.class.getClassLoader(),
                new Class<?>[] {RoutingContext.class},
                (proxy, method, arguments) ->
                        method.getName().equals("get") && arguments[0].equals(QuarkusHttpUser.AUTH_FAILURE_HANDLER)
                                ? handler
                                : null);
    }
}
