package io.moonconnect.simulator.platform;

import java.util.regex.Pattern;

import io.moonconnect.simulator.people.Persona;
import io.moonconnect.simulator.people.Trait;
import io.moonconnect.simulator.platform.Tokens.Use;
import io.moonconnect.simulator.wire.Operation;
import io.moonconnect.simulator.wire.Refusal;
import io.moonconnect.simulator.wire.Visitor;
import io.vertx.core.http.HttpServerRequest;

/** Checks the credential that an operation requires. A key that begins with {@code sk_test_revoked} is rejected. */
final class Doorkeeper {

    private static final Pattern KEY = Pattern.compile("sk_(test|live)_(?!revoked)\\S+");
    private static final String LEGACY = "Api-Key ";
    private static final String BEARER = "Bearer ";

    private final Tokens tokens;

    Doorkeeper(Tokens tokens) {
        this.tokens = tokens;
    }

    Visitor admit(Operation operation, HttpServerRequest request) {
        return switch (operation.access()) {
            case SECRET_KEY -> bySecretKey(request, true);
            case ACCESS_TOKEN -> byToken(request, Use.ACCESS);
            case SECRET_KEY_OR_ACCESS_TOKEN ->
                request.getHeader("X-Api-Key") == null ? byToken(request, Use.ACCESS) : bySecretKey(request, false);
            case SECRET_KEY_AND_CONSENT_TOKEN -> {
                bySecretKey(request, false);
                yield byToken(request, Use.CONSENT);
            }
        };
    }

    private Visitor bySecretKey(HttpServerRequest request, boolean legacyToo) {
        String key = request.getHeader("X-Api-Key");
        String authorization = request.getHeader("Authorization");
        if (key == null && legacyToo && authorization != null && authorization.startsWith(LEGACY)) {
            key = authorization.substring(LEGACY.length());
        }
        if (key == null || !KEY.matcher(key).matches()) {
            throw Refusal.unauthorized("API key rejected");
        }
        return Visitor.secretKey();
    }

    private Visitor byToken(HttpServerRequest request, Use use) {
        String authorization = request.getHeader("Authorization");
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw Refusal.unauthorized("Token missing");
        }
        Visitor visitor = tokens.read(authorization.substring(BEARER.length()).trim(), use);
        if (Persona.of(visitor.externalCustomerId()).is(Trait.TOKEN_WITHOUT_SCOPE)) {
            throw Refusal.forbidden("Not allowed for this token");
        }
        return visitor;
    }
}
