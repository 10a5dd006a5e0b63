package io.moonconnect.artifact;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A container of an image, which buildah runs without a daemon. Closing it removes it. */
record Container(Image image, String name) implements AutoCloseable {

    static Container of(Image image) {
        return new Container(image, Image.buildah("from", "--pull-never", image.reference()));
    }

    /** The directory in which the image keeps the service, as this machine sees it. */
    Path directory() {
        return Path.of(root().toString(), image.config().path("WorkingDir").textValue());
    }

    /** Its root directory, as this machine sees it. */
    Path root() {
        return Path.of(Image.buildah("mount", name));
    }

    /** Runs the image's entry point as its user, in its working directory, with its environment and this one. */
    ArtifactProcess start(Path output, Map<String, String> environment) {
        List<String> command = new ArrayList<>(List.of("buildah", "run", "--isolation", "chroot"));
        Map<String, String> variables = new HashMap<>(ArtifactProcess.FREE_PORTS);
        variables.putAll(environment);
        variables.forEach((key, value) -> command.addAll(List.of("--env", key + "=" + value)));
        command.addAll(List.of(name, "--"));
        command.addAll(image.entryPoint());
        return ArtifactProcess.start(command, output, output, Map.of()).closing(this);
    }

    @Override
    public void close() {
        Image.buildah("rm", name);
    }
}
