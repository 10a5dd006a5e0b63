package io.moonconnect.customer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import io.moonconnect.moonpay.wire.CustomerData;
import io.moonconnect.moonpay.wire.WireJson;

/**
 * What a body contains, for the audit trail: names in MoonPay's words only. Anything else is {@code other}, because a
 * caller could put a personal value in the place of a name.
 */
final class SubmittedNames {

    private static final String OTHER = "other";

    /** The members of a KYC submission, and theirs. */
    private static final Map<String, Set<String>> FIELDS = Map.of(
            "basicDetails", Set.of("firstName", "lastName", "dateOfBirth", "nationality"),
            "residentialAddress",
                    Set.of("country", "street", "subStreet", "locality", "administrativeArea", "postalCode"),
            "phoneNumber", Set.of("number"),
            "taxIdentifiers", Set.of("type", "value", "country"),
            "questionnaires", Set.of("type", "answers"));

    private static final Set<String> FILE_TYPES = Set.of(
            "drivingLicence",
            "nationalIdentityCard",
            "passport",
            "residencePermit",
            "selfie",
            "proofOfAddress",
            "proofOfIncome");

    private SubmittedNames() {}

    /** {@code member.field} of each submitted field; of lists, each name once. */
    static Collection<String> fields(CustomerData data) {
        Set<String> names = new LinkedHashSet<>();
        read(data, (name, value) -> {
            Set<String> known = FIELDS.get(name);
            if (known == null) {
                names.add(OTHER);
                WireJson.skip(value);
            } else if (value.currentToken() == JsonToken.START_ARRAY) {
                WireJson.eachItem(value, item -> members(name, known, item, names));
            } else {
                members(name, known, value, names);
            }
        });
        return names;
    }

    /** The type of the file; several if the name is duplicated. */
    static Collection<String> fileTypes(CustomerData file) {
        Set<String> types = new LinkedHashSet<>();
        read(file, (name, value) -> {
            String text = WireJson.textOrNull(value);
            if (name.equals("fileType")) {
                types.add(text != null && FILE_TYPES.contains(text) ? text : OTHER);
            }
        });
        return types;
    }

    static List<String> uploadIds(CustomerData files) {
        List<String> ids = new ArrayList<>();
        read(files, (name, value) -> {
            if (name.equals("files") && value.currentToken() == JsonToken.START_ARRAY) {
                WireJson.eachItem(value, item -> uploadId(item, ids));
            } else {
                WireJson.skip(value);
            }
        });
        return ids;
    }

    private static void members(String of, Set<String> known, JsonParser value, Set<String> names) throws IOException {
        if (value.currentToken() != JsonToken.START_OBJECT) {
            names.add(of);
            WireJson.skip(value);
            return;
        }
        WireJson.eachField(value, (name, inner) -> {
            names.add(of + "." + (known.contains(name) ? name : OTHER));
            WireJson.skip(inner);
        });
    }

    private static void uploadId(JsonParser item, List<String> ids) throws IOException {
        if (item.currentToken() != JsonToken.START_OBJECT) {
            WireJson.skip(item);
            return;
        }
        WireJson.eachField(item, (name, value) -> {
            String text = WireJson.textOrNull(value);
            if (name.equals("uploadId") && text != null) {
                ids.add(text);
            }
        });
    }

    private static void read(CustomerData data, WireJson.FieldReader reader) {
        try {
            WireJson.document(data.json(), root -> WireJson.eachField(root, reader));
        } catch (IOException impossible) {
            throw new IllegalStateException("was parsed before", impossible);
        }
    }
}
