package io.moonconnect.webhook;

import java.util.List;
import java.util.Objects;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;

import io.moonconnect.caller.Signed;
import io.smallrye.mutiny.Uni;

/** {@code /v1/webhooks/moonpay}. */
@Path("/v1/webhooks/moonpay")
public class WebhookResource implements Signed {

    private static final byte[] NOTHING = {};

    private final Webhooks webhooks;

    WebhookResource(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    @POST
    public Uni<RestResponse<Void>> take(@RestHeader(SignatureHeader.NAME) List<String> signatures, byte[] body) {
        return webhooks.take(signatures, Objects.requireNonNullElse(body, NOTHING))
                .replaceWith(RestResponse::noContent);
    }
}
