package io.moonconnect.http;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class AuthenticationFailureTest {

    /** Looks at requests after Quarkus REST, which replaces a default handler at great cost. */
    @Singleton
    static class Seen {

        private static final int AFTER_QUARKUS_REST = 198;

        private volatile Object handler;

        void register(@Observes Filters filters) {
            filters.register(
                    context -> {
                        handler = context.get(QuarkusHttpUser.AUTH_FAILURE_HANDLER);
                        context.next();
                    },
                    AFTER_QUARKUS_REST);
        }
    }

    @Inject
    Seen seen;

    @Test
    void quarkus_rest_finds_no_default_handler_to_replace() {
        given().get("/v1/assets").then().statusCode(200);
        assertThat(seen.handler.getClass().getName()).startsWith(AuthenticationFailure.class.getName());
    }
}
