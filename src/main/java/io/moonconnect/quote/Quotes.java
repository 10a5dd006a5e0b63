package io.moonconnect.quote;

import java.time.Clock;
import java.util.List;
import java.util.Locale.LanguageRange;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.inject.Singleton;

import io.moonconnect.credential.AccessToken;
import io.moonconnect.disclosure.Disclosure;
import io.moonconnect.disclosure.Disclosures;
import io.moonconnect.moonpay.Answer;
import io.moonconnect.moonpay.MoonPay;
import io.moonconnect.moonpay.wire.BuyQuoteRequest;
import io.moonconnect.moonpay.wire.Quote;
import io.smallrye.mutiny.Uni;

/** Requests a quote, and adds its disclosures and lifetime. */
@Singleton
class Quotes {

    private final MoonPay moonPay;
    private final Disclosures disclosures;
    private final Clock clock;

    Quotes(MoonPay moonPay, Disclosures disclosures, Clock clock) {
        this.moonPay = moonPay;
        this.disclosures = disclosures;
        this.clock = clock;
    }

    Uni<Answer<QuoteAnswer>> quote(AccessToken token, BuyQuoteRequest request, List<LanguageRange> languages) {
        PurchaseRules.check(request);
        return moonPay.buyQuote(token, request).map(answer -> answer.with(complete(answer, languages)));
    }

    QuoteAnswer complete(Answer<Quote> answer, List<LanguageRange> languages) {
        Quote quote = answer.value();
        QuoteLife life = QuoteLife.of(quote.expiresAt(), answer.moonPayTime(clock), ThreadLocalRandom.current());
        return new QuoteAnswer(quote.raw(), toShow(quote, languages), life.expiresInMs(), life.refreshInMs());
    }

    /** If a quote does not state which disclosures are required, the most cautious ones are shown. */
    private List<Disclosure> toShow(Quote quote, List<LanguageRange> languages) {
        return quote.paymentDisclosures()
                .map(asked -> disclosures.toShow(asked, languages))
                .orElseGet(() -> disclosures.mostCautious(languages));
    }
}
