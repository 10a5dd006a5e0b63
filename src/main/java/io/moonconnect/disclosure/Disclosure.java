package io.moonconnect.disclosure;

import java.util.List;
import java.util.Objects;

import io.moonconnect.audit.ServedText;
import io.moonconnect.moonpay.wire.PaymentDisclosure;

/**
 * A text to show verbatim. {@code id} and {@code version} identify the text in {@code text}, so that a frontend can
 * record what it showed; what MoonPay required is in the quote or the capabilities.
 *
 * @param id for example {@code us-transaction-finality}; the catalogue's fallback id for a fallback
 * @param version version of this text; increases with any change of wording
 * @param recognised false for the most cautious text, which replaces a disclosure that is missing in the catalogue
 *     or was not understood
 * @param locale language of this text (BCP 47); English if the customer's language is missing
 * @param placement where to show it, in the operator's words, for example {@code directly-above-frame}
 * @param title heading
 * @param text the text; contains the label of every link
 * @param links the links in the text
 * @param digest of title, text and links, see {@link TextDigest}
 * @param proof see {@link Proofs}; null in the catalogue. No part of the text: two disclosures are equal without it
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
        String digest,
        String proof) {

    public Disclosure {
        links = List.copyOf(links);
    }

    /** Creates a catalogue text and computes its digest once. */
    static Disclosure of(
            String id, String version, String locale, String placement, String title, String text, List<Link> links) {
        String digest = TextDigest.of(title, text, links);
        return new Disclosure(id, version, true, locale, placement, title, text, links, digest, null);
    }

    /** The served texts for an audit event. */
    public static List<ServedText> asServed(List<Disclosure> answered) {
        return answered.stream().map(Disclosure::asServed).toList();
    }

    /** MoonPay's id and version of this text. */
    PaymentDisclosure key() {
        return new PaymentDisclosure(id, version);
    }

    /** The same text as a fallback for an unrecognised disclosure. */
    Disclosure standingIn() {
        return new Disclosure(id, version, false, locale, placement, title, text, links, digest, proof);
    }

    Disclosure withProof(String newProof) {
        return new Disclosure(id, version, recognised, locale, placement, title, text, links, digest, newProof);
    }

    ServedText asServed() {
        return new ServedText(id, version, locale, digest, !recognised);
    }

    // Map key: in a native image, a record's generated equality uses method handles, which are many times slower.
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
