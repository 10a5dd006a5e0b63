package io.moonconnect.disclosure;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.moonconnect.testing.Documents;

import static org.assertj.core.api.Assertions.assertThat;

/** The digest depends on the wording, and on nothing else. */
class TextDigestTest {

    private static final Link TERMS = new Link("Terms", "https://a.example/");

    @Test
    void it_is_what_the_recipe_makes() {
        // printf '%s\0' Title 'The Terms apply, Zoë.' Terms https://a.example/ | openssl dgst -sha256 -r
        assertThat(TextDigest.of("Title", "The Terms apply, Zoë.", List.of(TERMS)))
                .isEqualTo("943cc1ae5833939a43083e5c6b0b64d448ba6f8e5b905353b7190200f0ad9f2f");
    }

    @Test
    void it_is_what_the_guide_says() {
        assertThat(Documents.text(Documents.AUDIT))
                .contains(TextDigest.of("Title", "The Terms apply.", List.of(TERMS)));
    }

    @Test
    void every_change_of_the_wording_changes_it() {
        Stream<String> digests = Stream.of(
                TextDigest.of("Title", "Terms.", List.of(TERMS)),
                TextDigest.of("title", "Terms.", List.of(TERMS)),
                TextDigest.of("Title", "Terms. ", List.of(TERMS)),
                TextDigest.of("TitleT", "erms.", List.of(TERMS)),
                TextDigest.of("Title", "Terms.", List.of()),
                TextDigest.of("Title", "Terms.", List.of(TERMS, TERMS)),
                TextDigest.of("Title", "Terms.", List.of(new Link("Term", "https://a.example/"))),
                TextDigest.of("Title", "Terms.", List.of(new Link("Terms", "https://b.example/"))));

        assertThat(digests).doesNotHaveDuplicates();
    }

    @Test
    void a_text_of_the_catalogue_and_its_stand_in_have_the_same() throws Exception {
        Catalogue catalogue = CatalogueFile.read(CatalogueJson.small("one", "1", "Two."));

        assertThat(catalogue.standIn(List.of()).digest())
                .isEqualTo(catalogue.disclosures().get(0).digest())
                .isEqualTo(TextDigest.of("Careful", "Be careful.", List.of()));
    }
}
