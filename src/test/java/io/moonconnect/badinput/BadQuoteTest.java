package io.moonconnect.badinput;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.moonconnect.testing.ProblemAnswer;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** What is refused when one quote is asked for, or many; the rules of the purchase are the same for both. */
@QuarkusTest
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
class BadQuoteTest extends OutsideTest {

    private static final String EUR = "{'asset':{'code':'EUR'},'amount':'120.00'}";
    private static final String BTC = "{'asset':{'code':'BTC'}}";

    @ParameterizedTest
    @ValueSource(strings = {"/v1/quotes", "/v1/quotes/compare"})
    void nothing_at_all(String path) {
        purchase(path, "{}").violates("destination", "source", "source.amount");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/quotes", "/v1/quotes/compare"})
    void no_amount(String path) {
        purchase(path, "{'source':{'asset':{'code':'EUR'}},'destination':" + BTC + "}")
                .violates("source.amount");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/quotes", "/v1/quotes/compare"})
    void two_amounts(String path) {
        purchase(path, "{'source':" + EUR + ",'destination':{'asset':{'code':'BTC'},'amount':'1'}}")
                .violates("source.amount");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "0",
                "0.00",
                "00",
                "-1",
                "-0.01",
                "+1",
                "1e3",
                "1E3",
                "1e400",
                " 1",
                "1 ",
                "1.",
                ".5",
                "1.2.3",
                "1,5",
                "1_000",
                "0x10",
                "NaN",
                "Infinity",
                "१",
                "１",
                "planted",
                "1\\n",
                "1234567890123456789012345678901",
                "1.1234567890123456789012345678901"
            })
    void an_amount_that_is_no_positive_decimal(String amount) {
        String source = "{'asset':{'code':'EUR'},'amount':'" + amount + "'}";
        purchase("/v1/quotes", "{'source':" + source + ",'destination':" + BTC + "}")
                .violates("source.amount")
                .neverSays("planted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1e3", " 1"})
    void a_destination_amount_that_is_no_positive_decimal(String amount) {
        String destination = "{'asset':{'code':'BTC'},'amount':'" + amount + "'}";
        purchase("/v1/quotes", "{'source':{'asset':{'code':'EUR'}},'destination':" + destination + "}")
                .violates("destination.amount");
    }

    @ParameterizedTest
    @ValueSource(strings = {"120", "120.00", "1e2", "true", "{}", "[]", "['120']"})
    void an_amount_that_is_no_string(String amount) {
        String source = "{'asset':{'code':'EUR'},'amount':" + amount + "}";
        purchase("/v1/quotes", "{'source':" + source + ",'destination':" + BTC + "}")
                .violates("source.amount");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "EU", "EURO", "ZZZ", "BTC", "€", "978", "EUR ", "planted"})
    void a_source_that_is_not_iso_4217(String code) {
        String source = "{'asset':{'code':'" + code + "'},'amount':'1'}";
        purchase("/v1/quotes", "{'source':" + source + ",'destination':" + BTC + "}")
                .violates("source.asset.code")
                .neverSays("planted");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | destination.asset",
                "{'code':'BTC','caip19':'eip155:1/erc20:0xa0b8'} | destination.asset",
                "{'code':'../x'} | destination.asset.code",
                "{'code':''} | destination.asset.code",
                "{'caip19':'planted'} | destination.asset.caip19",
                "{'caip19':'eip155:1/erc20:a b'} | destination.asset.caip19",
            })
    void a_destination_that_names_no_asset(String asset, String field) {
        purchase("/v1/quotes", "{'source':" + EUR + ",'destination':{'asset':" + asset + "}}")
                .violates(field)
                .neverSays("planted");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | wallet.address",
                "{'tag':'1'} | wallet.address",
                "{'address':''} | wallet.address",
                "{'address':'planted wallet'} | wallet.address",
                "{'address':'bc1q','tag':''} | wallet.tag",
                "{'address':'bc1q','tag':'a b'} | wallet.tag",
                "{'address':5} | wallet.address",
                "{'address':'bc1q','memo':'1'} | wallet.memo",
                "[] | wallet",
                "'bc1q' | wallet",
                "'' | wallet",
            })
    void a_wallet_that_is_none(String wallet, String field) {
        purchase("/v1/quotes", "{'source':" + EUR + ",'destination':" + BTC + ",'wallet':" + wallet + "}")
                .violates(field)
                .neverSays("planted");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | paymentMethod.type",
                "{'type':''} | paymentMethod.type",
                "{'type':'a/b'} | paymentMethod.type",
                "{'type':'card','id':'../x'} | paymentMethod.id",
                "{'type':'card','id':''} | paymentMethod.id",
                "{'type':1} | paymentMethod.type",
                "'card' | paymentMethod",
            })
    void a_payment_method_that_is_none(String method, String field) {
        purchase("/v1/quotes", "{'source':" + EUR + ",'destination':" + BTC + ",'paymentMethod':" + method + "}")
                .violates(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'paymentMethods':[null] | paymentMethods[0]",
                "'paymentMethods':[{'type':'card'},{'type':'card'}] | paymentMethods",
                "'paymentMethods':[{'type':'card'},{'type':'a b'}] | paymentMethods[1].type",
                "'paymentMethods':[{'type':'card','id':'..'}] | paymentMethods[0].id",
                "'paymentMethods':['card'] | paymentMethods[0]",
                "'paymentMethods':{} | paymentMethods",
                "'paymentMethods':'' | paymentMethods",
                "'paymentMethod':{'type':'card'} | paymentMethod",
                "'excludeTypes':'card' | excludeTypes",
                "'excludeTypes':[1] | excludeTypes[0]",
                "'excludeTypes':[null] | excludeTypes",
                "'excludeTypes':['a b'] | excludeTypes",
                "'includeEstimates':'true' | includeEstimates",
                "'includeEstimates':'' | includeEstimates",
                "'includeEstimates':1 | includeEstimates",
                "'includeEstimates':0.0 | includeEstimates",
                "'includeEstimates':[] | includeEstimates",
            })
    void a_comparison_with_invalid_methods(String part, String field) {
        purchase("/v1/quotes/compare", "{'source':" + EUR + ",'destination':" + BTC + "," + part + "}")
                .violates(field);
    }

    @Test
    void more_methods_than_are_compared() {
        StringBuilder methods = new StringBuilder("{'type':'m0'}");
        for (int i = 1; i <= 20; i++) {
            methods.append(",{'type':'m").append(i).append("'}");
        }
        purchase(
                        "/v1/quotes/compare",
                        "{'source':" + EUR + ",'destination':" + BTC + ",'paymentMethods':[" + methods + "]}")
                .violates("paymentMethods");
    }

    @Test
    void all_violations_are_reported_together() {
        purchase(
                        "/v1/quotes",
                        "{'source':{'asset':{'code':'ZZZ'},'amount':'0'},'destination':{'asset':{}},'wallet':{},"
                                + "'paymentMethod':{}}")
                .violates(
                        "destination.asset",
                        "paymentMethod.type",
                        "source.amount",
                        "source.asset.code",
                        "wallet.address");
    }

    private static ProblemAnswer purchase(String path, String body) {
        return post(path, body.replace('\'', '"'));
    }
}
