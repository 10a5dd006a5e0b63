package io.moonconnect.asset;

import java.util.Map;
import java.util.regex.Pattern;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

import io.moonconnect.moonpay.PageQuery;
import io.smallrye.mutiny.Uni;

/** {@code /v1/assets}. */
@Path("/v1/assets")
@Produces(MediaType.APPLICATION_JSON)
public class AssetResource {

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final String WORD_RULE = "must match [A-Za-z0-9._-]{1,64}";

    private final Assets assets;

    AssetResource(Assets assets) {
        this.assets = assets;
    }

    @GET
    public Uni<RestResponse<AssetPage>> list(
            @RestQuery String source, @RestQuery String code, @RestQuery String cursor, @RestQuery String limit) {
        Map<String, String> filters = new PageQuery()
                .page(cursor, limit)
                .with("source", source, WORD, WORD_RULE)
                .with("code", code, WORD, WORD_RULE)
                .parameters();
        return assets.page(filters).map(answer -> answer.respond(RestResponse.Status.OK, AssetPage::of));
    }
}
