package io.moonconnect.simulator.wire;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A JSON request body; a member of the wrong type is rejected as by MoonPay. */
public record Body(JsonObject json, String name) {

    private static final String DECIMAL = "[0-9]+(\\.[0-9]+)?";

    public static Body of(Buffer bytes) {
        try {
            return new Body(new JsonObject(bytes == null ? Buffer.buffer() : bytes), "");
        } catch (DecodeException | ClassCastException | NullPointerException unreadable) {
            throw Refusal.invalid("The body has to be a JSON object");
        }
    }

    /** As {@link #of}, but an absent body is an empty object. */
    public static Body optional(Buffer bytes) {
        return bytes == null || bytes.length() == 0 ? new Body(new JsonObject(), "") : of(bytes);
    }

    public Optional<String> text(String member) {
        return typed(member, String.class, "a string");
    }

    public String requiredText(String member) {
        return text(member).filter(text -> !text.isEmpty()).orElseThrow(() -> missing(member));
    }

    public Optional<BigDecimal> decimal(String member) {
        return text(member).map(text -> {
            if (!text.matches(DECIMAL)) {
                throw Refusal.invalid(name + member + " has to be a decimal string");
            }
            return new BigDecimal(text);
        });
    }

    public Optional<Number> number(String member) {
        return typed(member, Number.class, "a number");
    }

    public Optional<Boolean> flag(String member) {
        return typed(member, Boolean.class, "true or false");
    }

    public Optional<Body> object(String member) {
        return typed(member, JsonObject.class, "an object").map(found -> new Body(found, name + member + "."));
    }

    public Body requiredObject(String member) {
        return object(member).orElseThrow(() -> missing(member));
    }

    public List<Body> objects(String member) {
        JsonArray array = typed(member, JsonArray.class, "a list").orElseGet(JsonArray::new);
        return array.stream().map(item -> item(item, name + member + "[].")).toList();
    }

    /** Throws if there are other members than these. */
    public void only(Set<String> members) {
        json.fieldNames().stream()
                .filter(member -> !members.contains(member))
                .findFirst()
                .ifPresent(member -> {
                    throw Refusal.invalid(name + member + " is not a member");
                });
    }

    private Body item(Object item, String itemName) {
        if (item instanceof JsonObject object) {
            return new Body(object, itemName);
        }
        throw Refusal.invalid(itemName + " has to hold objects");
    }

    private Refusal missing(String member) {
        return Refusal.invalid(name + member + " is required");
    }

    private <T> Optional<T> typed(String member, Class<T> type, String words) {
        Object value = json.getValue(member);
        if (value != null && !type.isInstance(value)) {
            throw Refusal.invalid(name + member + " has to be " + words);
        }
        return Optional.ofNullable(type.cast(value));
    }
}
