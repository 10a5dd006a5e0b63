package io.moonconnect.caller;

import java.util.ArrayList;
import java.util.List;

import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemType;

/** 401, with the authentication schemes that are accepted (RFC 9110, section 11.6.1). */
final class Unauthenticated extends Failure {

    private static final long serialVersionUID = 1L;

    private static final String API_KEY = "ApiKey realm=\"moonconnect\"";
    private static final String BEARER = "Bearer realm=\"moonconnect\"";

    private final transient List<String> challenges;

    private Unauthenticated(String detail, List<String> challenges) {
        super(ProblemType.UNAUTHENTICATED, detail);
        this.challenges = challenges;
    }

    static Unauthenticated badApiKey() {
        return new Unauthenticated("The API key is not valid.", List.of(API_KEY));
    }

    /** The same for every invalid token, so that attackers learn nothing from the reason. */
    static Unauthenticated badToken() {
        return new Unauthenticated("The token is invalid or expired.", List.of(BEARER + ", error=\"invalid_token\""));
    }

    static Unauthenticated without(String detail, boolean customers, boolean backends) {
        List<String> challenges = new ArrayList<>();
        if (customers) {
            challenges.add(BEARER);
        }
        if (backends || challenges.isEmpty()) {
            challenges.add(API_KEY);
        }
        return new Unauthenticated(detail, List.copyOf(challenges));
    }

    @Override
    public List<String> challenges() {
        return challenges;
    }
}
