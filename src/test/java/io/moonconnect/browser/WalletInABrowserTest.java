package io.moonconnect.browser;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.moonconnect.simulator.wallet.Network;
import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

import static org.assertj.core.api.Assertions.assertThat;

/** The reference frontend looks at a wallet's address before it asks for a price, as strictly as the simulator does. */
@QuarkusTest
@Lengthy
@TestProfile(FrontendInABrowser.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith({SimulatedMoonPay.class, InChromium.class, InTheShop.class})
class WalletInABrowserTest {

    private static final Map<Network, String> ASSETS = Map.of(
            Network.ETHEREUM, "ETH",
            Network.BITCOIN, "BTC",
            Network.SOLANA, "SOL",
            Network.XRP, "XRP",
            Network.STELLAR, "XLM");

    private static final List<String> ADDRESSES = List.of(
            "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
            "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
            "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2",
            "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy",
            "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
            "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
            "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
            "4fYNw3dojWmQ4dXtSGE9epjRGy9pFSx62YypT7avPYvA",
            "11111111111111111111111111111111",
            "rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh",
            "GAAZI4TCR3TY5OJHCTJC2A4QSY6CJWJH5IAJTGKIN2ER7LBNVKOCCWN7");

    private static final String VERDICTS = """
            const [code, texts] = arguments;
            return import('/wallet.js').then(({ networkOf }) => Promise.all(texts.map(async (text) => Boolean(await networkOf({ code }).has(text)))));
            """;

    private static final String NETWORK = """
            const [code, caip19] = arguments;
            return import('/wallet.js').then(({ networkOf }) => networkOf({ code, caip19 })?.name ?? 'unknown');
            """;

    private static final String VALIDITY = "return document.querySelector('[name=wallet]').validationMessage";

    @ParameterizedTest
    @EnumSource(Network.class)
    void an_address_is_one_for_the_page_where_it_is_one_for_the_simulator(Network network, Shop shop) {
        shop.open();
        List<String> texts = ADDRESSES.stream()
                .flatMap(WalletInABrowserTest::withMistakes)
                .distinct()
                .toList();

        assertThat(shop.browser().script(VERDICTS, ASSETS.get(network), texts))
                .isEqualTo(texts.stream().map(network::isAddress).toList());
        assertThat(ADDRESSES).as("those of %s", network).anyMatch(network::isAddress);
    }

    /** The address, and with each of its characters lost, repeated, exchanged with the next and replaced. */
    private static Stream<String> withMistakes(String address) {
        return Stream.concat(
                Stream.of(address, "", address + address),
                IntStream.range(0, address.length() - 1)
                        .boxed()
                        .flatMap(at -> Stream.of(
                                address.substring(0, at) + address.substring(at + 1),
                                address.substring(0, at) + address.substring(at, at + 1) + address.substring(at),
                                address.substring(0, at)
                                        + address.charAt(at + 1)
                                        + address.charAt(at)
                                        + address.substring(at + 2),
                                address.substring(0, at)
                                        + (address.charAt(at) == 'q' ? 'p' : 'q')
                                        + address.substring(at + 1))));
    }

    /** An address that is right on a chain which the page does not know must not be refused as one of another chain. */
    @ParameterizedTest
    @CsvSource({
        "USDT, , Ethereum",
        "USDT, eip155:1/erc20:0xdAC17F958D2ee523a2206206994597C13D831ec7, Ethereum",
        "USDT, solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp/token:Es9vMFrzaCERmJfrF4H2FYD4KCoNkY11McCe8BenwNYB, Solana",
        "USDT, tron:728126428/trc20:TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t, unknown",
        "ETH, toString:1/slip44:60, unknown",
        "BTC, bip122:000000000019d6689c085ae165831e93/slip44:0, Bitcoin",
        "LTC, bip122:12a765e31ffd4059bada1e25190f6e98/slip44:2, unknown",
    })
    void the_chain_that_the_list_names_counts_and_the_code_only_without_one(
            String code, String caip19, String network, Shop shop) {
        shop.open();

        assertThat(shop.browser().script(NETWORK, code, caip19)).isEqualTo(network);
    }

    @ParameterizedTest
    @CsvSource({
        "ETH, 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD, Ethereum",
        "BTC, 1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3, Bitcoin",
        "MOONCAT, bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4, Ethereum",
        "SOL, 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed, Solana",
    })
    void an_address_of_another_network_or_with_a_mistake_is_refused_by_the_form(
            String asset, String address, String network, Shop shop) {
        Browser browser = shop.browser();
        shop.open("cust-ny");
        browser.click("option[value=" + asset + "]");
        browser.type("[name=wallet]", address);
        shop.proceed();

        browser.element("[name=wallet]:user-invalid");
        assertThat(browser.script(VALIDITY)).asString().contains("no address of the network " + network);
        shop.awaitHeading("Buy crypto");

        browser.type("[name=wallet]", "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2");
        browser.click("option[value=BTC]");
        shop.proceed();
        browser.awaitText(".order", "for BTC, sent to 1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2");
    }

    @Test
    void the_example_is_one_of_the_network_and_what_was_typed_stays(Shop shop) {
        Browser browser = shop.browser();
        shop.open("cust-ny");
        browser.click("option[value=BTC]");
        assertThat(browser.element("[name=wallet]").getDomProperty("value")).startsWith("bc1");

        browser.type("[name=wallet]", "typed");
        browser.click("option[value=SOL]");
        assertThat(browser.element("[name=wallet]").getDomProperty("value")).isEqualTo("typed");
    }
}
