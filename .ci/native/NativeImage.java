import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The native-image command: translates its options, and those in the jars on the class path, into the options of svm's builder, and
 * runs the builder in a JVM of its own.
 *
 * <p>It supports the options that Quarkus and the dependencies use. Any other option is an error.
 */
public final class NativeImage {

    private static final String VERSION = "25.0.2";
    private static final String METADATA = "META-INF/native-image";

    /** The assembled directory, laid out like a JDK. */
    private static final Path HOME = Path.of(System.getProperty("java.home"));
    private static final Path BUILDER = HOME.resolve("lib/svm/builder");
    private static final Path STATIC_LIBRARIES = HOME.resolve("lib/static/linux-amd64/glibc");

    /** The origin of an option, in svm's notation. The origin of options with a stable name ends in {@code +api}. */
    private static final String COMMAND_LINE = "user+api";
    private static final String DRIVER = "driver";

    /** Files with metadata for the builder, and the option that names one of them as a resource. */
    private static final Map<String, String> METADATA_FILES = Map.of(
            "reachability-metadata.json", "ReachabilityMetadataResources",
            "reflect-config.json", "ReflectionConfigurationResources",
            "resource-config.json", "ResourceConfigurationResources",
            "jni-config.json", "JNIConfigurationResources",
            "proxy-config.json", "DynamicProxyConfigurationResources",
            "serialization-config.json", "SerializationConfigurationResources",
            "serialization-deny-config.json", "SerializationDenyConfigurationResources",
            "predefined-classes-config.json", "PredefinedClassesConfigurationResources");

    /** Options without a value or with one after "=", and their names in the builder. */
    private static final Map<String, String> PLAIN_OPTIONS = Map.ofEntries(
            Map.entry("--add-exports", "AddExports"),
            Map.entry("--add-opens", "AddOpens"),
            Map.entry("--add-reads", "AddReads"),
            Map.entry("--color", "Color"),
            Map.entry("--enable-monitoring", "EnableMonitoringFeatures"),
            Map.entry("--enable-native-access", "EnableNativeAccess"),
            Map.entry("--enable-url-protocols", "EnableURLProtocols"),
            Map.entry("--features", "Features"),
            Map.entry("--link-at-build-time", "LinkAtBuildTime"),
            Map.entry("--link-at-build-time-paths", "LinkAtBuildTimePaths"),
            Map.entry("--native-compiler-options", "CCompilerOption"),
            Map.entry("--native-compiler-path", "CCompilerPath"),
            Map.entry("--parallelism", "NumberOfThreads"),
            Map.entry("--trace-object-instantiation", "TraceObjectInstantiation"),
            Map.entry("-march", "MicroArchitecture"));

    /** Complete options, and the builder's equivalents. */
    private static final Map<String, String> FIXED_OPTIONS = Map.of(
            "--no-fallback", "FallbackThreshold=0",
            "--enable-http", "EnableURLProtocols=http",
            "--enable-https", "EnableURLProtocols=https",
            "--install-exit-handlers", "+InstallExitHandlers",
            "--report-unsupported-elements-at-runtime", "+ReportUnsupportedElementsAtRuntime",
            "--silent", "+BuildOutputSilent",
            "--gc=serial", "+UseSerialGC",
            "--gc=epsilon", "+UseEpsilonGC",
            "-g", "GenerateDebugInfo=2");

    /** Metadata to exclude: a pattern for the jar and one for the path in it. */
    private record Exclusion(Pattern jar, Pattern resource) {
        boolean matches(String container, String path) {
            return jar.matcher(container).find() && resource.matcher("/" + path).find();
        }
    }

    private final List<String> javaOptions = new ArrayList<>();
    private final List<String> jarOptions = new ArrayList<>();
    private final List<String> commandLineOptions = new ArrayList<>();
    private final List<Exclusion> exclusions = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final Set<Path> classPath = new LinkedHashSet<>();
    private Path jar;
    private Path output;
    private boolean verbose;

    private static final class UsageException extends Exception {
        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (Arrays.asList(arguments).contains("--version")) {
            System.out.println("native-image " + VERSION + " on Java " + Runtime.version() + ", assembled by .ci/native");
            return;
        }
        try {
            NativeImage command = new NativeImage();
            command.readCommandLine(new ArrayDeque<>(List.of(arguments)));
            System.exit(run(command.builderCommand(), command.verbose));
        } catch (UsageException e) {
            System.err.println("native-image: " + e.getMessage());
            System.exit(2);
        }
    }

    private void readCommandLine(Deque<String> arguments) throws IOException, UsageException {
        while (!arguments.isEmpty()) {
            String argument = arguments.poll();
            switch (argument) {
                case "-cp", "-classpath", "--class-path" -> addClassPath(value(argument, arguments));
                case "-jar" -> jar = Path.of(value(argument, arguments));
                case "-o" -> output = Path.of(value(argument, arguments));
                case "--exclude-config" -> exclusions.add(new Exclusion(
                        Pattern.compile(value(argument, arguments)), Pattern.compile(value(argument, arguments))));
                case "--verbose" -> verbose = true;
                default -> readOption(argument);
            }
        }
    }

    private void readOption(String argument) throws UsageException {
        if (argument.startsWith("-J")) {
            javaOptions.add(argument.substring(2));
        } else if (argument.startsWith("-D")) {
            javaOptions.add(argument);
        } else if (argument.startsWith("-H:") || argument.startsWith("-R:")) {
            commandLineOptions.add(argument);
        } else if (argument.startsWith("-")) {
            commandLineOptions.add(builderOption(argument, COMMAND_LINE));
        } else {
            names.add(argument);
        }
    }

    private static String value(String option, Deque<String> arguments) throws UsageException {
        if (arguments.isEmpty()) {
            throw new UsageException(option + " needs a value");
        }
        return arguments.poll();
    }

    /** The builder's option for one with a stable name. */
    private static String builderOption(String option, String origin) throws UsageException {
        String[] parts = option.split("=", 2);
        String name = parts[0];
        String value = parts.length == 2 ? parts[1] : "";
        if (FIXED_OPTIONS.containsKey(option)) {
            return originated(FIXED_OPTIONS.get(option), origin);
        }
        if (PLAIN_OPTIONS.containsKey(name)) {
            return originated(PLAIN_OPTIONS.get(name) + "=" + value, origin);
        }
        if (name.startsWith("-O") && name.length() == 3 && parts.length == 1) {
            return originated("Optimize=" + name.charAt(2), origin);
        }
        return switch (name) {
            case "--initialize-at-build-time" -> originated(initialization(value, "build_time"), origin);
            case "--initialize-at-run-time", "--rerun-class-initialization-at-runtime", "--delay-class-initialization-to-runtime" ->
                originated(initialization(value, "run_time"), origin);
            default -> throw new UsageException("unknown option " + option + (origin.equals(COMMAND_LINE) ? "" : " in " + origin));
        };
    }

    private static String initialization(String classes, String time) {
        return Stream.of(classes.split(","))
                .map(name -> name + ":" + time)
                .collect(Collectors.joining(",", "ClassInitialization=", ""));
    }

    /** {@code Name=value} or {@code +Name}, with the origin after the name. */
    private static String originated(String option, String origin) {
        int end = option.indexOf('=') < 0 ? option.length() : option.indexOf('=');
        return "-H:" + option.substring(0, end) + "@" + origin + option.substring(end);
    }

    private void addClassPath(String entries) throws IOException, UsageException {
        for (String entry : entries.split(":")) {
            addClassPathEntry(Path.of(entry));
        }
    }

    private void addClassPathEntry(Path entry) throws IOException, UsageException {
        if (!Files.exists(entry)) {
            throw new UsageException(entry + " on the class path does not exist");
        }
        Path absolute = entry.toRealPath();
        if (!classPath.add(absolute) || Files.isDirectory(absolute)) {
            return;
        }
        String others = manifest(absolute).getValue(Attributes.Name.CLASS_PATH);
        if (others != null && !others.isBlank()) {
            for (String other : others.strip().split("\\s+")) {
                Path referred = Path.of(absolute.toUri().resolve(other));
                // As for a JVM: what a manifest refers to may be missing.
                if (Files.exists(referred)) {
                    addClassPathEntry(referred);
                }
            }
        }
    }

    private static Attributes manifest(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest() == null ? new Attributes() : file.getManifest().getMainAttributes();
        }
    }

    private List<String> builderCommand() throws IOException, UsageException {
        String mainClass;
        if (jar != null) {
            addClassPathEntry(jar);
            mainClass = readManifest(jar);
        } else if (!names.isEmpty()) {
            mainClass = names.removeFirst();
        } else {
            throw new UsageException("name a jar (-jar) or a main class");
        }
        for (Path entry : classPath) {
            readMetadata(entry);
        }
        String name = names.isEmpty() ? mainClass.toLowerCase(Locale.ROOT) : names.removeFirst();
        if (!names.isEmpty()) {
            throw new UsageException("unexpected " + String.join(" ", names));
        }
        Path executable = (output == null ? Path.of(name) : output).toAbsolutePath();

        List<String> command = new ArrayList<>();
        command.add(HOME.resolve("bin/java").toString());
        command.addAll(jvmOptions());
        command.addAll(moduleOptions());
        command.addAll(javaOptions);
        command.add("--enable-native-access=org.graalvm.nativeimage.builder");
        command.addAll(List.of("--module", "org.graalvm.nativeimage.builder/com.oracle.svm.hosted.NativeImageGeneratorRunner"));
        command.addAll(List.of("-imagecp", classPath.stream().map(Path::toString).collect(Collectors.joining(":"))));
        command.add(originated("Path=" + executable.getParent(), DRIVER));
        command.add(originated("Name=" + executable.getFileName(), DRIVER));
        command.add(originated("Class=" + mainClass, DRIVER));
        command.add(originated("ImageBuildID=" + UUID.randomUUID(), DRIVER));
        command.add(originated("CLibraryPath=" + HOME.resolve("lib/svm/clibraries/linux-amd64"), DRIVER));
        // DT_RPATH, unlike DT_RUNPATH, also applies to the dependencies of libraries: libjava.so finds libjvm.so by it.
        command.add(originated(
                "NativeLinkerOption=-Wl,--disable-new-dtags,-rpath," + STATIC_LIBRARIES + ",-rpath," + HOME.resolve("lib"), DRIVER));
        command.addAll(jarOptions);
        command.addAll(commandLineOptions);
        return command;
    }

    /** Applies the module options of the main jar's manifest, and returns the main class. */
    private String readManifest(Path jar) throws IOException, UsageException {
        Attributes manifest = manifest(jar);
        for (Map.Entry<String, String> attribute : Map.of("Add-Opens", "AddOpens", "Add-Exports", "AddExports").entrySet()) {
            String packages = manifest.getValue(attribute.getKey());
            for (String name : packages == null ? new String[0] : packages.strip().split("\\s+")) {
                jarOptions.add(originated(attribute.getValue() + "=" + name + "=ALL-UNNAMED", COMMAND_LINE));
            }
        }
        if (manifest.getValue("Enable-Native-Access") != null) {
            jarOptions.add(originated("EnableNativeAccess=" + manifest.getValue("Enable-Native-Access"), COMMAND_LINE));
        }
        if (manifest.getValue("Launcher-Agent-Class") != null) {
            throw new UsageException(jar + " starts an agent, which is not supported");
        }
        String mainClass = manifest.getValue(Attributes.Name.MAIN_CLASS);
        if (mainClass == null) {
            throw new UsageException(jar + " has no Main-Class");
        }
        return mainClass;
    }

    private void readMetadata(Path entry) throws IOException, UsageException {
        if (Files.isDirectory(entry)) {
            readMetadata(entry, entry);
            return;
        }
        try (FileSystem files = FileSystems.newFileSystem(entry)) {
            readMetadata(entry, files.getPath("/"));
        }
    }

    private void readMetadata(Path entry, Path root) throws IOException, UsageException {
        Path metadata = root.resolve(METADATA);
        if (!Files.isDirectory(metadata)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> found = Files.walk(metadata)) {
            files = found.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            String resource = root.relativize(file).toString();
            if (exclusions.stream().anyMatch(exclusion -> exclusion.matches(entry.toString(), resource))) {
                continue;
            }
            URI location = entry.toUri();
            String origin = (Files.isDirectory(entry) ? location + resource : "jar:" + location + "!/" + resource) + "+api";
            String name = file.getFileName().toString();
            if (name.equals("native-image.properties")) {
                readProperties(file, resource, origin);
            } else if (METADATA_FILES.containsKey(name)) {
                jarOptions.add(originated(METADATA_FILES.get(name) + "=" + resource, origin));
            }
        }
    }

    private void readProperties(Path file, String resource, String origin) throws IOException, UsageException {
        Properties properties = new Properties();
        try (InputStream stream = Files.newInputStream(file)) {
            properties.load(stream);
        }
        String directory = resource.substring(0, resource.lastIndexOf('/'));
        for (String key : properties.stringPropertyNames()) {
            String[] values = properties.getProperty(key).replace("${.}", directory).strip().split("\\s+");
            switch (key) {
                case "Args" -> {
                    for (String value : values) {
                        addJarOption(value, origin);
                    }
                }
                case "JavaArgs" -> javaOptions.addAll(List.of(values));
                // The jar's options for building it as the application.
                case "ImageName", "ImageClass" -> {
                }
                default -> throw new UsageException("unknown key " + key + " in " + origin);
            }
        }
    }

    private void addJarOption(String option, String origin) throws UsageException {
        if (option.startsWith("-H:")) {
            jarOptions.add(originated(option.substring("-H:".length()), origin));
        } else if (option.startsWith("-J")) {
            javaOptions.add(option.substring(2));
        } else if (option.startsWith("-D")) {
            javaOptions.add(option);
        } else if (!option.isEmpty()) {
            jarOptions.add(builderOption(option, origin));
        }
    }

    private static List<String> jvmOptions() {
        return List.of(
                "-XX:+UnlockExperimentalVMOptions",
                "-XX:+EnableJVMCI",
                "-XX:-UseJVMCICompiler",
                "-XX:+UseParallelGC",
                // Enough for the service; -J-Xmx overrides it.
                "-Xmx5g",
                "-Xss10m",
                "-Duser.language=en",
                "-Duser.country=US",
                "-Dfile.encoding=UTF-8",
                "-Dsun.jnu.encoding=UTF-8",
                "-Djava.awt.headless=true",
                "-Dorg.graalvm.nativeimage.imagecode=buildtime",
                "-Djava.system.class.loader=com.oracle.svm.hosted.NativeImageSystemClassLoader",
                // A lambda created during the build must not initialise its class before the builder decides about it.
                "-Djdk.internal.lambda.disableEagerInitialization=true",
                // Quarkus derives the GraalVM distribution from it; this is the builder of the community edition.
                "-Dorg.graalvm.vendorversion=GraalVM CE " + VERSION + "+10.1");
    }

    /**
     * svm uses internals of the whole JDK. A GraalVM's JDK exports and opens its packages to svm's modules; for this JDK, the command
     * line does so.
     */
    private static List<String> moduleOptions() throws IOException {
        Path compiler = BUILDER.resolve("compiler.jar");
        Set<ModuleDescriptor> builder = ModuleFinder.of(BUILDER).findAll().stream()
                .map(module -> module.descriptor())
                .collect(Collectors.toSet());
        String builderModules = builder.stream().map(ModuleDescriptor::name).sorted().collect(Collectors.joining(","));

        List<String> options = new ArrayList<>();
        try (Stream<Path> jars = Files.list(BUILDER)) {
            options.add("--module-path=" + jars
                    .filter(jar -> jar.toString().endsWith(".jar") && !jar.equals(compiler))
                    .map(Path::toString)
                    .sorted()
                    .collect(Collectors.joining(":")));
        }
        options.add("--upgrade-module-path=" + compiler);
        options.add("--add-modules=ALL-DEFAULT," + builderModules);
        ModuleLayer.boot().configuration().modules().stream()
                .map(module -> module.reference().descriptor())
                .filter(module -> builder.stream().noneMatch(other -> other.name().equals(module.name())))
                .sorted()
                .forEach(module -> module.packages().stream()
                        .sorted()
                        .forEach(name -> options.add("--add-opens=" + module.name() + "/" + name + "=" + builderModules)));
        return options;
    }

    private static int run(List<String> command, boolean verbose) throws IOException, InterruptedException {
        if (verbose) {
            System.out.println(String.join("\n    ", command));
        }
        Process builder = new ProcessBuilder(command).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(builder::destroy));
        return builder.waitFor();
    }
}
