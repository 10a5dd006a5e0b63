package io.moonconnect.leak;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import io.moonconnect.testing.CustomerTokens;
import io.moonconnect.testing.IdentityProvider;

/** The planted customer's tokens, valid and invalid, planted as a whole and in parts. */
final class CustomersTokens {

    /** Shorter parts would match unrelated text. */
    private static final int MIN_PART = 24;

    private final PlantedCustomer customer;
    private final IdentityProvider provider;
    private final String good;

    CustomersTokens(PlantedCustomer customer, IdentityProvider provider) {
        this.customer = customer;
        this.provider = provider;
        this.good = plant(mine().token());
    }

    /** The planted tokens and parts. */
    List<Planted> planted() {
        return customer.all().stream()
                .filter(value -> value.name().contains("JWT"))
                .toList();
    }

    /** A valid token. */
    String good() {
        return good;
    }

    /** Sends every kind of invalid token, then tokens that cannot be verified while the provider is down or broken. */
    void showBad(Caller caller) {
        String unknownKey = plant(mine().signedBy(IdentityProvider.newKey())
                .keyId(customer.plant("key id", Planted.random(24)))
                .token());
        List<String> bad = List.of(
                unknownKey,
                plant(mine().expiresIn(Duration.ofMinutes(-5)).token()),
                plant(mine().validFrom(Duration.ofMinutes(5)).token()),
                plant(mine().audience("other", customer.email()).token()),
                plant(mine().claim("iss", "https://" + customer.email()).token()),
                plant(mine().claim("sub", List.of(customer.id())).token()),
                plant(mine().subject(customer.email() + "\u0000").token()),
                plant(mine().unsigned()),
                plant(mine().signedWithThePublicKey()),
                plant(mine().signedBy(IdentityProvider.newKey())
                        .keyId(provider.key().getKeyId())
                        .token()),
                plant(mine().algorithm("PS256").token()) + "x",
                good.substring(0, good.length() - MIN_PART),
                good + "." + good,
                good.toLowerCase(Locale.ROOT),
                plant(Planted.random(60)),
                plant(Planted.random(40) + "." + Planted.random(40) + "." + Planted.random(40)),
                plant(Planted.random(10_000)));
        bad.forEach(token -> show(caller, token));
        provider.goDown();
        show(caller, unknownKey);
        bad.forEach(token -> show(caller, token));
        provider.comeBack();
        provider.answerErrors();
        show(caller, unknownKey);
        provider.reset();
    }

    private void show(Caller caller, String token) {
        caller.get("/v1/customers/me", "Authorization", "Bearer " + token);
        caller.post("/v1/sessions", "{\"email\":\"" + customer.email() + "\"}", "Authorization", "bearer " + token);
    }

    private CustomerTokens mine() {
        return provider.tokens()
                .subject(customer.id())
                .claim("email", customer.email())
                .claim("phone_number", customer.phone());
    }

    private String plant(String token) {
        customer.plant("JWT", token);
        for (String part : token.split("\\.")) {
            if (part.length() >= MIN_PART && !part.equals(token) && !isHeader(token, part)) {
                customer.plant("part of a JWT", part);
            }
        }
        return token;
    }

    /** Not personal, and equal for all tokens of one key. */
    private static boolean isHeader(String token, String part) {
        return token.startsWith(part + ".") && part.startsWith("eyJ");
    }
}
