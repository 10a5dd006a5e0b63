package io.moonconnect.leak;

import java.util.List;

import io.moonconnect.testing.RawHttp;

/** Invalid requests, each with a planted value in the wrong place. */
final class BadRequests {

    private static final List<String> BODIES =
            List.of("/v1/sessions", "/v1/quotes", "/v1/quotes/compare", "/v1/disclosures/acceptances");
    private static final String REQUIREMENTS = "/v1/connections/requirements";
    private static final String TOKEN = "MoonPay-Access-Token";

    private final Caller caller;
    private final PlantedCustomer customer;
    private final String accessToken;

    BadRequests(Caller caller, PlantedCustomer customer, String accessToken) {
        this.caller = caller;
        this.customer = customer;
        this.accessToken = accessToken;
    }

    /** @param values planted in the wrong places */
    void run(List<Planted> values) {
        sessions();
        purchases();
        for (Planted value : values) {
            json(value.value());
            acceptances(value.value());
            requirements(value.value());
            customerData(value.value());
            queries(value.value());
            headers(value.value());
            paths(value.value());
        }
        identities();
        oddities();
    }

    /** One invalid field, or all of them. */
    private void sessions() {
        String right = "\"externalCustomerId\":\"" + customer.id() + "\",\"deviceIp\":\"" + customer.deviceV4() + "\"";
        String pair = ",\"email\":\"%s\",\"phoneNumber\":\"%s\"";
        for (String body : List.of(
                "{" + right + pair.formatted(customer.email() + "@", customer.phone()) + "}",
                "{" + right + pair.formatted(customer.email(), customer.phone() + "000") + "}",
                "{" + right + ",\"email\":\"" + customer.email() + "\"}",
                "{" + right + ",\"phoneNumber\":\"" + customer.phone() + "\"}",
                "{" + right + ",\"termsAcceptedAt\":\"" + customer.email() + "\"}",
                "{\"externalCustomerId\":\"" + customer.id() + "\\u0000\",\"deviceIp\":\"" + customer.deviceV6()
                        + "x\"}",
                "{\"externalCustomerId\":\"" + customer.id() + "\",\"deviceIp\":\"[" + customer.deviceV6() + "]:80\"}",
                "{\"externalCustomerId\":\"" + customer.email().repeat(20) + "\",\"deviceIp\":\"10.0.0.1\"}",
                "{" + right + ",\"email\":[\"" + customer.email() + "\"]}",
                "{" + right + ",\"email\":{\"text\":\"" + customer.email() + "\"}}",
                "{" + right + ",\"phoneNumber\":" + customer.phone().substring(1) + "}",
                "{" + right + ",\"phoneNumber\":" + customer.phone().substring(1) + ".5}",
                "{" + right + ",\"email\":\"" + customer.email() + "\",\"email\":\"" + customer.email() + "\"}")) {
            caller.post("/v1/sessions", body);
        }
    }

    private void purchases() {
        String sides = "\"source\":{\"asset\":{\"code\":\"%s\"},\"amount\":\"%s\"},"
                + "\"destination\":{\"asset\":{\"code\":\"%s\"}},";
        String usual = sides.formatted("USD", "1", "ETH");
        for (String body : List.of(
                "{" + usual + "\"wallet\":{\"address\":\"" + customer.wallet() + " \",\"tag\":\"" + customer.tag()
                        + "\"}}",
                "{" + usual + "\"wallet\":{\"address\":\"" + customer.wallet() + "\",\"tag\":\"é" + customer.tag()
                        + "\"}}",
                "{" + usual + "\"wallet\":\"" + customer.wallet() + "\"}",
                "{" + usual + "\"wallet\":[\"" + customer.wallet() + "\"]}",
                "{" + usual + "\"wallet\":{\"address\":{\"x\":\"" + customer.wallet() + "\"}}}",
                "{" + usual + "\"wallet\":{\"addres\":\"" + customer.wallet() + "\"}}",
                "{" + usual + "\"paymentMethod\":{\"type\":\"" + customer.email() + "\",\"id\":\"" + customer.wallet()
                        + "/\"}}",
                "{" + usual + "\"excludeTypes\":[\"" + customer.email() + "\"],\"includeEstimates\":\"" + customer.tag()
                        + "\"}",
                "{" + sides.formatted(customer.tag(), customer.wallet(), customer.email()) + "\"wallet\":null}")) {
            caller.post("/v1/quotes", body, TOKEN, accessToken);
            caller.post("/v1/quotes/compare", body, TOKEN, accessToken);
        }
    }

    /** Not JSON, or JSON of another shape. */
    private void json(String value) {
        for (String path : BODIES) {
            for (String body : List.of(
                    value,
                    "\"" + value + "\"",
                    "[\"" + value + "\"]",
                    "{\"" + value + "\"",
                    "{\"" + value + "\":\"" + value + "\"}",
                    "{\"deviceIp\":\"" + value,
                    "{\"deviceIp\":" + value + "}",
                    "{\"source\":\"" + value + "\"}",
                    "{\"source\":{\"" + value + "\":1}}",
                    "{} " + value,
                    "/*" + value + "*/{}")) {
                caller.post(path, body, TOKEN, accessToken);
            }
        }
    }

    private void customerData(String value) {
        String encoded = new Planted("", value).percentEncoded();
        for (String body : List.of(
                value,
                "[\"" + value + "\"]",
                "{\"" + value + "\":\"" + value + "\"}",
                "{\"basicDetails\":\"" + value + "\"}",
                "{\"basicDetails\":{\"" + value + "\":1,\"firstName\":[\"" + value + "\"]}}",
                "{\"fileType\":\"" + value + "\",\"mimeType\":\"" + value + "\"}",
                "{\"files\":[{\"uploadId\":\"" + value + "\"},\"" + value + "\"]}")) {
            String query = "?externalCustomerId=" + customer.id();
            caller.patch("/v1/customers/me/kyc" + query, body);
            caller.post("/v1/customers/me/files/upload-url" + query, body);
            caller.post("/v1/customers/me/files" + query, body);
        }
        caller.patch("/v1/customers/me/kyc?externalCustomerId=" + customer.id() + "&customerId=" + encoded, "{}");
        caller.send("POST", "/v1/customers/export", null, "MoonPay-Consent-Token", value + " " + value);
        caller.send("POST", "/v1/customers/export", null, "MoonPay-Consent-Token", value);
    }

    private void requirements(String value) {
        for (String body : List.of(
                value,
                "{\"status\":\"" + value + "\"}",
                "{\"status\":[\"" + value + "\"]}",
                "{\"" + value + "\":\"" + value + "\"}",
                "{\"status\":\"active\",\"locale\":\"" + value + "\",\"reason\":\"" + value + "\"}",
                "{\"status\":\"active\",\"capabilities\":{\"ramps\":\"" + value + "\",\"" + value + "\":1}}",
                "{\"status\":\"active\",\"paymentDisclosures\":[{\"id\":\"" + value + "\",\"version\":\"" + value
                        + "\"}]}",
                "{\"status\":\"active\",\"paymentDisclosures\":[\"" + value)) {
            caller.post(REQUIREMENTS, body);
        }
    }

    /** One field each, and a text that was never served. */
    private void acceptances(String value) {
        String text = "\"disclosures\":[{\"id\":\"x\",\"version\":\"1\",\"locale\":\"en\",\"digest\":\""
                + "0".repeat(64) + "\",\"proof\":\"" + value + "\"}]";
        String signature = "\"quoteSignature\":\"" + value + "\"";
        for (String body : List.of(
                "{" + text + "," + signature + "}",
                "{" + text + "," + signature + ",\"externalCustomerId\":\"" + value + "\"}",
                "{" + text + "," + signature + ",\"termsAcceptedAt\":\"" + value + "\"}",
                "{" + text + "," + signature + ",\"transactionId\":\"/" + value + "\"}",
                "{" + text + ",\"externalTransactionId\":\"" + value + "\\u0000\"}",
                "{\"disclosures\":[{\"id\":\"" + value + "\",\"version\":\"" + value + "\",\"locale\":\"" + value
                        + "\",\"digest\":\"" + value + "\"}]," + signature + "}",
                "{\"disclosures\":[\"" + value + "\"]," + signature + "}",
                "{\"disclosures\":\"" + value + "\",\"quoteSignature\":[\"" + value + "\"]}")) {
            caller.post("/v1/disclosures/acceptances", body);
        }
    }

    private void queries(String value) {
        String encoded = new Planted("", value).percentEncoded();
        for (String target : List.of(
                "/v1/payment-methods?currency=" + encoded + "&transactionType=" + encoded,
                "/v1/transactions?limit=" + encoded,
                "/v1/transactions?cursor=" + encoded + "%20&startDate=" + encoded + "&endDate=" + encoded,
                "/v1/assets?source=" + encoded + "&code=" + encoded,
                "/v1/customers/me?externalCustomerId=" + encoded + "%00",
                "/v1/customers/me?" + encoded + "=" + encoded,
                "/v1/nothing?externalCustomerId=" + encoded)) {
            caller.get(target, TOKEN, accessToken);
        }
        caller.send("DELETE", "/v1/sessions?externalCustomerId=" + encoded + "%0a", null);
    }

    private void headers(String value) {
        caller.get("/v1/transactions", TOKEN, value + " " + value);
        caller.get("/v1/transactions", TOKEN, value + "x");
        caller.get("/v1/assets?limit=1", "X-Request-Id", value + "/", "Origin", "https://" + value);
        caller.get("/v1/assets?limit=1", "Accept", "text/" + value, "Accept-Language", value);
        caller.get("/v1/disclosures", "Accept-Language", value);
        caller.get(
                "/v1/assets?limit=1",
                "X-Forwarded-For",
                value,
                "Forwarded",
                "for=" + value,
                "Cookie",
                "session=" + value,
                "traceparent",
                value);
        caller.send("POST", "/v1/sessions", "{}", "Content-Type", "text/" + value);
        caller.send("POST", "/v1/sessions", value, "Content-Type", "application/x-www-form-urlencoded");
    }

    private void paths(String value) {
        String encoded = new Planted("", value).percentEncoded();
        for (String path : List.of(
                "/v1/customers/" + encoded,
                "/v1/customers/me/" + encoded,
                "/v1/transactions/" + encoded,
                "/v1/disclosures/" + encoded,
                "/v1/payment-methods/" + encoded + "/" + encoded,
                "/v1/sessions/" + encoded,
                "/v1/assets;" + encoded,
                "/q/" + encoded,
                "/" + encoded + "/x")) {
            caller.get(path, TOKEN, accessToken);
            caller.send("DELETE", path, null, TOKEN, accessToken);
            caller.send(
                    "OPTIONS", path, null, "Origin", "https://planted.example", "Access-Control-Request-Method", "GET");
        }
    }

    private void identities() {
        String unknown = customer.plant("unknown API key", "mck_" + Planted.random(43));
        String misshapen = customer.plant("misshapen API key", "mck_" + Planted.random(44));
        for (String authorization : List.of(
                "ApiKey " + unknown,
                "ApiKey " + misshapen,
                "ApiKey " + Planted.API_KEY.value() + "x",
                "Bearer " + Planted.API_KEY.value(),
                "Bearer " + accessToken,
                "Basic " + misshapen,
                misshapen)) {
            caller.get("/v1/assets", "Authorization", authorization);
            caller.post("/v1/sessions", "{\"email\":\"" + customer.email() + "\"}", "Authorization", authorization);
        }
    }

    /** Malformed HTTP, or more than the limits allow. */
    private void oddities() {
        String authorization = "Authorization: ApiKey " + Planted.API_KEY.value();
        String secret = customer.wallet();
        caller.raw("an own method", RawHttp.head(customer.tag().replace('-', 'X'), "/v1/sessions", authorization));
        caller.raw("no HTTP", secret + "\r\n\r\n");
        caller.raw("a bad header", RawHttp.head("GET", "/v1/assets", authorization, "X " + secret + ": " + secret));
        caller.raw("a bad length", RawHttp.head("POST", "/v1/sessions", authorization, "Content-Length: " + secret));
        caller.raw("large headers", RawHttp.head("GET", "/v1/assets", authorization, "X-Y: " + secret.repeat(1000)));
        caller.raw("a long path", RawHttp.head("GET", "/v1/" + secret.repeat(200), authorization));
        caller.raw(
                "no encoding", RawHttp.head("GET", "/v1/customers/me?externalCustomerId=%zz" + secret, authorization));
        caller.post("/v1/sessions", "{\"email\":\"" + customer.email().repeat(2000) + "\"}");
        caller.post("/v1/quotes", "{\"a\":".repeat(500) + "\"" + secret + "\"", TOKEN, accessToken);
    }
}
