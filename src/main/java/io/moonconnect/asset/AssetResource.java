package io.moonconnect.asset;

import java.util.Locale;
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

    private static final Pattern SOURCE = Pattern.compile("cefi|defi");
    private static final String SOURCE_RULE = "must be cefi or defi";
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final String CODE_RULE = "must match [A-Za-z0-9._-]{1,64}";

    private final Assets assets;

    AssetResource(Assets assets) {
        this.assets = assets;
    }

    @GET
    public Uni<RestResponse<AssetPage>> list(
            @RestQuery String source, @RestQuery String code, @RestQuery String cursor, @RestQuery String limit) {
        Map<String, String> filters = new PageQuery()
                .page(cursor, limit, PageQuery.DOCUMENTED)
                .with("source", source, SOURCE, SOURCE_RULE)
                // MoonPay ignores the case, so that one cached page serves all.
                .with("code", isCode(code) ? code.toUpperCase(Locale.ROOT) : code, CODE, CODE_RULE)
                .parameters();
        return assets.page(filters).map(answer -> answer.respond(RestResponse.Status.OK, AssetPage::of));
    }

    /** Checked as sent: the upper case of some other letters is ASCII. */
    private static boolean isCode(String code) {
        return code != null && CODE.matcher(code).matches();
    }
}
