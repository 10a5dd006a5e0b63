package io.moonconnect.disclosure;

import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Random;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemType;
import io.moonconnect.testing.OnJdk25;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How a request's languages are read. */
@OnJdk25
class LanguagesTest {

    private static final List<String> THERE = List.of("en", "de", "pt-br");

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "de                      | de",
                "de-AT                   | de",
                "DE-at                   | de",
                "fr, de;q=0.5            | de",
                "en;q=0.5, de;q=0.9      | de",
                "de;q=0, en              | en",
                "pt-BR                   | pt-br",
                "*                       | none",
                "fr                      | none"
            })
    void acceptLanguageIsLookedUpByWeight(String header, String found) {
        assertThat(lookup(Languages.of(null, header))).isEqualTo(found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ";;;", "q=1", "de;q=nine", "de;q=2", "-", "de--at", "ä", "de\u0000"})
    void anAcceptLanguageThatCannotBeReadIsAsGoodAsNone(String header) {
        assertThat(Languages.of(null, header)).isEmpty();
    }

    @Test
    void noHeaderIsAFault() {
        Random random = new Random(4711);
        String alphabet = "de-*;q=0.1,; \t";
        for (int i = 0; i < 20_000; i++) {
            String header = random.ints(random.nextInt(12), 0, alphabet.length())
                    .mapToObj(at -> alphabet.substring(at, at + 1))
                    .collect(Collectors.joining());
            assertThatCode(() -> lookup(Languages.of(null, header)))
                    .as("seed 4711, header %s", header)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void anAbsurdlyLongAcceptLanguageIsAsGoodAsNone() {
        assertThat(Languages.of(null, "de," + "fr,".repeat(5000) + "de")).isEmpty();
    }

    @Test
    void withoutEitherThereIsNoLanguage() {
        assertThat(Languages.of(null, null)).isEmpty();
    }

    @Test
    void theNamedLocaleCountsMoreThanTheHeader() {
        assertThat(lookup(Languages.of("de-CH", "en"))).isEqualTo("de");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "e", "en_US", "de,en", "de;q=1", "*", "-", "en-", "verylonglanguage", "ä", "de\n"})
    void aLocaleThatIsNoLanguageTagIsRefused(String locale) {
        refused(locale);
    }

    @Test
    void anAbsurdlyLongLocaleIsRefused() {
        refused("de" + "-abcdefgh".repeat(1000));
    }

    private static void refused(String locale) {
        assertThatThrownBy(() -> Languages.of(locale, "en")).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.type()).isEqualTo(ProblemType.INVALID_REQUEST);
            assertThat(failure.violations()).singleElement().satisfies(violation -> assertThat(violation.field())
                    .isEqualTo("locale"));
        });
    }

    private static String lookup(List<LanguageRange> languages) {
        String tag = Locale.lookupTag(languages, THERE);
        return tag == null ? "none" : tag;
    }
}
