package io.moonconnect.disclosure;

import java.util.List;

import io.moonconnect.moonpay.wire.PaymentDisclosure;

/**
 * A text to show, word for word. {@code id} and {@code version} always name the text that stands in {@code text}, so
 * that a front end can record what it showed; what was asked for stands in the quote or the capabilities.
 *
 * @param id for example {@code us-transaction-finality}; of a stand-in the catalogue's fallback id
 * @param version version of this text; goes up with any change of wording
 * @param recognised false where this is the most cautious text, standing in for something that was asked for and that
 *     the catalogue does not have, or that was not understood
 * @param locale language of this text (BCP 47), which is English where the customer's is missing
 * @param placement where it goes, in the operator's words, for example {@code directly-above-frame}
 * @param title heading
 * @param text the text; every link's label occurs in it
 * @param links the links in the text
 */
public record Disclosure(
        String id,
        String version,
        boolean recognised,
        String locale,
        String placement,
        String title,
        String text,
        List<Link> links) {

    public Disclosure {
        links = List.copyOf(links);
    }

    /** What MoonPay calls this text. */
    PaymentDisclosure key() {
        return new PaymentDisclosure(id, version);
    }

    /** The same text, standing in for something that is not recognised. */
    Disclosure standingIn() {
        return new Disclosure(id, version, false, locale, placement, title, text, links);
    }
}
