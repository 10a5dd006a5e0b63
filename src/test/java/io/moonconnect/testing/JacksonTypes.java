package io.moonconnect.testing;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;

import io.quarkus.jackson.ObjectMapperCustomizer;

/** Takes down which of our types the service's Jackson has looked into by reflection, to read or to write them. */
@Singleton
public class JacksonTypes implements ObjectMapperCustomizer {

    private static final String OWN_CODE = "io.moonconnect.";

    private static final Set<Class<?>> MET = ConcurrentHashMap.newKeySet();

    /** Those that the running service has met since it was started. */
    public static Set<Class<?>> met() {
        return Set.copyOf(MET);
    }

    @Override
    public void customize(ObjectMapper mapper) {
        SimpleModule module = new SimpleModule("types that are met");
        module.setSerializerModifier(new Written());
        module.setDeserializerModifier(new Read());
        mapper.registerModule(module);
    }

    private static void meet(Class<?> type) {
        if (type.getName().startsWith(OWN_CODE)) {
            MET.add(type);
        }
    }

    private static final class Written extends BeanSerializerModifier {

        private static final long serialVersionUID = 1;

        @Override
        public JsonSerializer<?> modifySerializer(
                SerializationConfig config, BeanDescription type, JsonSerializer<?> serializer) {
            meet(type.getBeanClass());
            return serializer;
        }

        @Override
        public JsonSerializer<?> modifyEnumSerializer(
                SerializationConfig config, JavaType valueType, BeanDescription type, JsonSerializer<?> serializer) {
            meet(type.getBeanClass());
            return serializer;
        }
    }

    private static final class Read extends BeanDeserializerModifier {

        private static final long serialVersionUID = 1;

        @Override
        public JsonDeserializer<?> modifyDeserializer(
                DeserializationConfig config, BeanDescription type, JsonDeserializer<?> deserializer) {
            meet(type.getBeanClass());
            return deserializer;
        }

        @Override
        public JsonDeserializer<?> modifyEnumDeserializer(
                DeserializationConfig config,
                JavaType valueType,
                BeanDescription type,
                JsonDeserializer<?> deserializer) {
            meet(type.getBeanClass());
            return deserializer;
        }
    }
}
