package io.moonconnect.simulator.platform;

import java.util.Arrays;
import java.util.List;

import io.moonconnect.simulator.wire.Answer;
import io.moonconnect.simulator.wire.Call;

/** Lists the assets that can be bought, from exchanges and DeFi. */
final class Assets {

    Answer list(Call call) {
        String source = call.query("source");
        String code = call.query("code");
        List<Coin> wanted = Arrays.stream(Coin.values())
                .filter(coin -> source == null || source.equals(coin.source()))
                .filter(coin -> code == null || code.equalsIgnoreCase(coin.code()))
                .toList();
        return Page.of(call, wanted, Coin::code, Coin::listed);
    }
}
