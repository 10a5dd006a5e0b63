package io.moonconnect.contract;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.AnnotationKeyword;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;

/** Checks values against the schemas of our OpenAPI document (JSON Schema 2020-12, formats included). */
final class OwnSchemas {

    private static final String LOCATION = "https://moonconnect.invalid/openapi.json";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final SchemaValidatorsConfig CONFIG =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    /** What OpenAPI adds to JSON Schema ({@code discriminator}, {@code x-...}) says nothing about a value's validity. */
    private static final JsonMetaSchema DIALECT = JsonMetaSchema.builder(JsonMetaSchema.getV202012())
            .unknownKeywordFactory((name, context) -> new AnnotationKeyword(name))
            .build();

    private static final JsonSchemaFactory FACTORY =
            JsonSchemaFactory.getInstance(VersionFlag.V202012, factory -> factory.metaSchema(DIALECT)
                    .schemaLoaders(loaders -> loaders.schemas(
                            Map.of(LOCATION, OwnDocument.get().root().toString()))));

    private OwnSchemas() {}

    /** What is wrong with a value; empty where nothing is. */
    static List<String> violations(JsonNode schema, JsonNode value) {
        return schema(schema).validate(value).stream()
                .map(ValidationMessage::getMessage)
                .sorted()
                .toList();
    }

    /** What is wrong with the value of a header or parameter, which has no type of its own. */
    static List<String> violations(JsonNode schema, String value) {
        boolean number = schema.path("type").asText().equals("integer") && value.matches("-?[0-9]{1,18}");
        return violations(schema, number ? DecimalNode.valueOf(new BigDecimal(value)) : TextNode.valueOf(value));
    }

    /** A body as a tree; whatever is not one JSON document fails. */
    static JsonNode tree(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException malformed) {
            throw new AssertionError("not JSON: " + body, malformed);
        }
    }

    private static JsonSchema schema(JsonNode schema) {
        return schema.has("$ref")
                ? FACTORY.getSchema(
                        SchemaLocation.of(LOCATION + schema.path("$ref").asText()), CONFIG)
                : FACTORY.getSchema(schema, CONFIG);
    }
}
