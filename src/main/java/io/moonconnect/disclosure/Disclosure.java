package io.moonconnect.disclosure;

import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonIgnore;

import io.moonconnect.audit.ServedText;
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
 * @param digest of title, text and links, see {@link TextDigest}; for the audit and not for callers
 */
public record Disclosure(
        String id,
        String version,
        boolean recognised,
        String locale,
        String placement,
        String title,
        String text,
        List<Link> links,
        @JsonIgnore String digest) {

    public Disclosure {
        links = List.copyOf(links);
    }

    /** A text of the catalogue; its digest is made here, once. */
    static Disclosure of(
            String id, String version, String locale, String placement, String title, String text, List<Link> links) {
        String digest = TextDigest.of(title, text, links);
        return new Disclosure(id, version, true, locale, placement, title, text, links, digest);
    }

    /** What the audit needs to know of the texts in an answer. */
    public static List<ServedText> asServed(List<Disclosure> answered) {
        return answered.stream().map(Disclosure::asServed).toList();
    }

    /** What MoonPay calls this text. */
    PaymentDisclosure key() {
        return new PaymentDisclosure(id, version);
    }

    /** The same text, standing in for something that is not recognised. */
    Disclosure standingIn() {
        return new Disclosure(id, version, false, locale, placement, title, text, links, digest);
    }

    private ServedText asServed() {
        return new ServedText(id, version, locale, digest, !recognised);
    }

    // A key: what the compiler makes of a record's equality runs through method handles in a native image, many times
    // slower.
    @Override
    public boolean equals(Object other) {
        return other instanceof Disclosure that
                && Objects.equals(id, that.id)
                && Objects.equals(version, that.version)
                && recognised == that.recognised
                && Objects.equals(locale, that.locale)
                && Objects.equals(placement, that.placement)
                && Objects.equals(title, that.title)
                && Objects.equals(text, that.text)
                && Objects.equals(links, that.links)
                && Objects.equals(digest, that.digest);
    }

    @Override
    public int hashCode() {
        return 31 * Objects.hashCode(digest) + Objects.hashCode(id);
    }
}
