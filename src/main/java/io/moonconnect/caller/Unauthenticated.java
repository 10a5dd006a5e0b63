package io.moonconnect.caller;

import java.util.ArrayList;
import java.util.List;

import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemType;

/** The caller is not known; says by which ways a caller can become known (RFC 9110, section 11.6.1). */
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
        return new Unauthenticated("The API key is not known.", List.of(API_KEY));
    }

    /** One answer for whatever is wrong with a token: what exactly is nothing that an attacker has to learn. */
    static Unauthenticated badToken() {
        return new Unauthenticated(
                "The token is not valid here, or not any more.", List.of(BEARER + ", error=\"invalid_token\""));
    }

    /** @param detail what is wrong with what was sent, or that nothing was sent */
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
