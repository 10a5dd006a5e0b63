package io.moonconnect.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;

/** What {@code kubectl kustomize} makes of a directory, read strictly. */
record Manifests(String text, List<HasMetadata> objects) {

    static final String DEV = "k8s/overlays/dev";
    static final String PROD = "k8s/overlays/prod";

    /** Production with everything that is optional, and with an Ingress in place of the gateway. */
    static final String ALL = "target/k8s/all";

    static final String WITH_INGRESS = "target/k8s/with-ingress";

    private static final Path OVERLAY = Path.of(PROD, "kustomization.yaml");
    private static final Pattern OPTIONAL =
            Pattern.compile("(?m)^( *)# (- \\.\\./\\.\\./components/|configMapGenerator:$|  )");
    private static final long PATIENCE_SECONDS = 60;
    private static final Map<String, Manifests> RENDERED = new ConcurrentHashMap<>();

    static Manifests of(String overlay) {
        return RENDERED.computeIfAbsent(overlay, Manifests::render);
    }

    /** An overlay of an operator's own, rendered. */
    static Manifests of(Path directory, String kustomization) {
        try {
            Files.writeString(Files.createDirectories(directory).resolve("kustomization.yaml"), kustomization);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        return render(directory.toString());
    }

    /** The only one of a kind. */
    <T extends HasMetadata> T only(Class<T> kind) {
        List<T> found = all(kind);
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " of " + kind.getSimpleName());
        }
        return found.get(0);
    }

    <T extends HasMetadata> T named(Class<T> kind, String name) {
        return all(kind).stream()
                .filter(object -> object.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind.getSimpleName() + " " + name));
    }

    <T extends HasMetadata> List<T> all(Class<T> kind) {
        return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    PodSpec pod() {
        return only(Deployment.class).getSpec().getTemplate().getSpec();
    }

    Container container() {
        return pod().getContainers().get(0);
    }

    int port(String name) {
        return container().getPorts().stream()
                .filter(port -> port.getName().equals(name))
                .map(ContainerPort::getContainerPort)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no port " + name));
    }

    /** The settings that are no secret. */
    Map<String, String> settings() {
        return only(ConfigMap.class).getData();
    }

    EnvVar environment(String name) {
        return container().getEnv().stream()
                .filter(variable -> variable.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no variable " + name));
    }

    /** How many pods there are at most, a rollout's additional one included. */
    int mostPods() {
        Deployment deployment = only(Deployment.class);
        int surge = deployment
                .getSpec()
                .getStrategy()
                .getRollingUpdate()
                .getMaxSurge()
                .getIntVal();
        return surge + HorizontalScale.of(this).max();
    }

    static Manifests render(String overlay) {
        try {
            if (overlay.equals(ALL)) {
                overlayOf(ALL, OPTIONAL.matcher(Files.readString(OVERLAY)).replaceAll("$1$2"));
            } else if (overlay.equals(WITH_INGRESS)) {
                overlayOf(WITH_INGRESS, Files.readString(OVERLAY).replace("components/gateway", "components/ingress"));
            }
            String rendered = kubectl("kustomize", overlay);
            return new Manifests(rendered, StrictKubernetes.read(rendered));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** As an operator does it who keeps an overlay somewhere else. */
    static void overlayOf(String directory, String kustomization) {
        try (Stream<Path> files = Files.list(Path.of(PROD))) {
            Path target = Files.createDirectories(Path.of(directory));
            for (Path file : files.toList()) {
                Files.writeString(target.resolve(file.getFileName()), Files.readString(file));
            }
            Files.writeString(
                    target.resolve("kustomization.yaml"), kustomization.replace("- ../../", "- ../../../k8s/"));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static String kubectl(String... arguments) {
        Assumptions.assumeTrue(isOnThePath("kubectl"), "kubectl is not on the PATH");
        String[] command =
                Stream.concat(Stream.of("kubectl"), Stream.of(arguments)).toArray(String[]::new);
        try {
            Path errors = Files.createTempFile("kubectl", ".txt");
            Process process =
                    new ProcessBuilder(command).redirectError(errors.toFile()).start();
            String output =
                    new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError(String.join(" ", command) + ": " + Files.readString(errors));
            }
            Files.delete(errors);
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static boolean isOnThePath(String command) {
        return Pattern.compile(":")
                .splitAsStream(System.getenv("PATH"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, command)));
    }
}
