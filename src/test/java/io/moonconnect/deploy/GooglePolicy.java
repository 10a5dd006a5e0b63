package io.moonconnect.deploy;

import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;

/** A policy of Google's Gateway controller, for which the Kubernetes client has no type; tests look at its fields by name. */
@JsonDeserialize(using = JsonDeserializer.None.class)
final class GooglePolicy implements HasMetadata {

    private static final long serialVersionUID = 1;

    private String apiVersion;
    private String kind;
    private ObjectMeta metadata;
    private transient JsonNode spec;

    JsonNode spec() {
        return spec;
    }

    /** For the parser. */
    public void setSpec(JsonNode spec) {
        this.spec = spec;
    }

    /** For the parser. */
    public void setKind(String kind) {
        this.kind = kind;
    }

    @Override
    public ObjectMeta getMetadata() {
        return metadata;
    }

    @Override
    public void setMetadata(ObjectMeta metadata) {
        this.metadata = metadata;
    }

    @Override
    public String getKind() {
        return kind;
    }

    @Override
    public String getApiVersion() {
        return apiVersion;
    }

    @Override
    public void setApiVersion(String version) {
        apiVersion = version;
    }
}
