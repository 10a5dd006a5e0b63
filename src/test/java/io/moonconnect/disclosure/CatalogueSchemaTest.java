package io.moonconnect.disclosure;

import java.io.IOException;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The shipped schema and the checks in code say the same about a file's shape. */
class CatalogueSchemaTest {

    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(CatalogueSchemaTest.class.getResourceAsStream("/disclosures.schema.json"));

    @Test
    void theSampleSatisfiesTheSchema() throws Exception {
        assertThat(SCHEMA.validate(CatalogueJson.JSON.readTree(CatalogueJson.sample())))
                .isEmpty();
    }

    @Test
    void theSampleSatisfiesTheChecksInCode() throws Exception {
        assertThat(CatalogueFile.read(CatalogueJson.sample()).sample()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badShapes")
    void schemaAndCodeBothRefuse(String what, Consumer<ObjectNode> change) throws Exception {
        byte[] file = CatalogueJson.with(change);

        assertThat(SCHEMA.validate(CatalogueJson.JSON.readTree(file)))
                .as("schema")
                .isNotEmpty();
        assertThatThrownBy(() -> CatalogueFile.read(file)).as("code").isInstanceOf(BadCatalogueException.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("goodShapes")
    void schemaAndCodeBothAccept(String what, Consumer<ObjectNode> change) throws Exception {
        byte[] file = CatalogueJson.with(change);

        assertThat(SCHEMA.validate(CatalogueJson.JSON.readTree(file)))
                .as("schema")
                .isEmpty();
        assertThat(CatalogueFile.read(file)).as("code").isNotNull();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documentsThatAreNoCatalogue")
    void schemaAndCodeBothRefuseAnythingButAnObject(String json) throws Exception {
        assertThat(SCHEMA.validate(node(json))).isNotEmpty();
        assertThatThrownBy(() -> CatalogueFile.read(json.getBytes())).isInstanceOf(BadCatalogueException.class);
    }

    static Stream<Arguments> badShapes() {
        return Stream.of(
                bad("sample is a string", root -> root.put("sample", "true")),
                bad("sample is null", root -> root.putNull("sample")),
                bad("an unknown field", root -> root.put("more", 1)),
                bad("no fallback", root -> root.remove("fallback")),
                bad("fallback is a string", root -> root.put("fallback", "most-cautious")),
                bad("fallback without version", root -> fallback(root).remove("version")),
                bad("fallback with a locale", root -> fallback(root).put("locale", "en")),
                bad("no disclosures", root -> root.remove("disclosures")),
                bad("disclosures is empty", root -> root.putArray("disclosures")),
                bad("disclosures is an object", root -> root.putObject("disclosures")),
                bad("an entry is a string", root -> ((ArrayNode) root.path("disclosures")).add("text")),
                bad("an entry with an unknown field", entry(it -> it.put("recognised", true))),
                bad("no id", entry(it -> it.remove("id"))),
                bad("an empty id", entry(it -> it.put("id", ""))),
                bad("an id with a slash", entry(it -> it.put("id", "a/b"))),
                bad("an id of 129 characters", entry(it -> it.put("id", "a".repeat(129)))),
                bad("version is a number", entry(it -> it.put("version", 1))),
                bad("an empty version", entry(it -> it.put("version", ""))),
                bad("no locale", entry(it -> it.remove("locale"))),
                bad("locale is not a tag", entry(it -> it.put("locale", "English"))),
                bad("locale with an underscore", entry(it -> it.put("locale", "en_US"))),
                bad("a blank placement", entry(it -> it.put("placement", " "))),
                bad("title is null", entry(it -> it.putNull("title"))),
                bad("an empty text", entry(it -> it.put("text", ""))),
                bad("a text of white space", entry(it -> it.put("text", " \n\t"))),
                bad("a text with a NUL", entry(it -> it.put("text", "Terms\0of Use"))),
                bad("a title that begins with a NUL", entry(it -> it.put("title", "\0Title"))),
                bad("a label with a NUL", link(it -> it.put("label", "Terms\0"))),
                bad("no links", entry(it -> it.remove("links"))),
                bad("links is null", entry(it -> it.putNull("links"))),
                bad("a link is a string", entry(it -> it.putArray("links").add("https://a.example"))),
                bad("a link with an unknown field", link(it -> it.put("target", "_blank"))),
                bad("a link without label", link(it -> it.remove("label"))),
                bad("a blank label", link(it -> it.put("label", " "))),
                bad("a link without url", link(it -> it.remove("url"))),
                bad("an http url", link(it -> it.put("url", "http://www.moonpay.com/legal"))),
                bad("a javascript url", link(it -> it.put("url", "javascript:alert(1)"))),
                bad("a url with user info", link(it -> it.put("url", "https://moonpay.com@evil.example/"))),
                bad("a url with a space", link(it -> it.put("url", "https://www.moonpay.com/a b"))));
    }

    static Stream<Arguments> goodShapes() {
        return Stream.of(
                bad("sample is false", root -> root.put("sample", false)),
                bad("no sample", root -> root.remove("sample")),
                bad("no link in a text", entry(it -> it.putArray("links"))),
                bad("a text of several lines", entry(it -> it.put("text", "\nTerms of Use\n\n")
                        .putArray("links"))),
                bad("a script and a region", root -> root.withArray("disclosures")
                        .add(CatalogueJson.entry(root, 0).deepCopy().put("locale", "zh-Hant-TW"))),
                bad("a url with port, query and fragment", link(it -> it.put("url", "https://a.example:8443?b=c#d"))));
    }

    static Stream<String> documentsThatAreNoCatalogue() {
        return Stream.of("null", "[]", "\"text\"", "1");
    }

    private static JsonNode node(String json) throws IOException {
        return CatalogueJson.JSON.readTree(json);
    }

    private static ObjectNode fallback(ObjectNode root) {
        return (ObjectNode) root.path("fallback");
    }

    private static Arguments bad(String what, Consumer<ObjectNode> change) {
        return Arguments.of(what, change);
    }

    private static Consumer<ObjectNode> entry(Consumer<ObjectNode> change) {
        return root -> change.accept(CatalogueJson.entry(root, 0));
    }

    private static Consumer<ObjectNode> link(Consumer<ObjectNode> change) {
        return entry(it -> change.accept((ObjectNode) it.path("links").path(0)));
    }
}
