package io.moonconnect.simulator.platform;

import java.util.Arrays;
import java.util.List;

import io.moonconnect.simulator.wire.Answer;
import io.moonconnect.simulator.wire.Call;
import io.moonconnect.simulator.wire.Refusal;

/** Lists the assets that can be bought, from exchanges and DeFi. */
final class Assets {

    private static final List<String> SOURCES = List.of("cefi", "defi");

    Answer list(Call call) {
        String source = call.query("source");
        if (source != null && !SOURCES.contains(source)) {
            throw Refusal.invalid("source has to be one of " + SOURCES);
        }
        String code = call.query("code");
        List<Coin> wanted = Arrays.stream(Coin.values())
                .filter(coin -> source == null || source.equals(coin.source()))
                .filter(coin -> code == null || code.equalsIgnoreCase(coin.code()))
                .toList();
        return Page.of(call, Page.strictLimit(call), wanted, Coin::code, Coin::listed);
    }
}
