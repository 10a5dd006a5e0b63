package io.moonconnect.caller;

import java.util.ArrayList;
import java.util.List;

import io.moonconnect.problem.Failure;
import io.moonconnect.problem.Refusal;

/** 401, with the authentication schemes that are accepted (RFC 9110, section 11.6.1). */
final class Unauthenticated extends Failure {

    private static final long serialVersionUID = 1L;

    private static final String API_KEY = "ApiKey realm=\"moonconnect\"";
    private static final String BEARER = "Bearer realm=\"moonconnect\"";

    private final transient List<String> challenges;
    private final TokenFault fault;

    private Unauthenticated(Refusal refusal, String detail, List<String> challenges, TokenFault fault) {
        super(refusal, detail);
        this.challenges = challenges;
        this.fault = fault;
    }

    static Unauthenticated badApiKey() {
        return new Unauthenticated(Refusal.API_KEY, "The API key is not valid.", List.of(API_KEY), null);
    }

    /** The reason is in the challenge (RFC 6750, section 3), where there is one for the caller. */
    static Unauthenticated badToken(TokenFault fault) {
        String description = fault.description().isEmpty() ? "" : ", error_description=\"" + fault.description() + '"';
        return new Unauthenticated(
                Refusal.CUSTOMER_TOKEN,
                "The token is invalid or expired.",
                List.of(BEARER + ", error=\"invalid_token\"" + description),
                fault);
    }

    static Unauthenticated without(String detail, boolean customers, boolean backends) {
        List<String> challenges = new ArrayList<>();
        if (customers) {
            challenges.add(BEARER);
        }
        if (backends || challenges.isEmpty()) {
            challenges.add(API_KEY);
        }
        return new Unauthenticated(Refusal.CREDENTIALS_MISSING, detail, List.copyOf(challenges), null);
    }

    /** What is wrong with the customer's token; null if the caller sent none. */
    TokenFault fault() {
        return fault;
    }

    @Override
    public List<String> challenges() {
        return challenges;
    }
}
